import type { Integration } from "./alertmanagerModel.js"
import { isObject, type JsonObject } from "../bind.js"
import { attribute, block, type HclBody, type HclValue } from "../words/hcl.js"

/** A setting of a contact point and its name in Terraform's provider for Grafana. */
interface Field {
  readonly from: string
  readonly to: string
  /** Written as `""` where it is not set. */
  readonly isRequired: boolean
  readonly read: (value: unknown) => HclValue | undefined
  readonly fields?: ReadonlyArray<Field>
}

const plain = (value: unknown): HclValue | undefined =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : Array.isArray(value)
      ? value.filter((item) => typeof item === "string")
      : isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, String(item)]))
        : undefined

const whole = (value: unknown): HclValue | undefined => {
  const read = typeof value === "string" && value !== "" ? Number(value) : value
  return typeof read === "number" && Number.isInteger(read) ? read : undefined
}

const addresses = (value: unknown): HclValue =>
  typeof value === "string" ? value.split(/[,;\n]/).filter((address) => address !== "") : []

const asJson = (value: unknown): HclValue | undefined => (isObject(value) ? JSON.stringify(value) : undefined)

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** `from`, or `from=to`; `!` behind it marks what is always written. */
const field = (spec: string, more: Partial<Field> = {}): Field => {
  const [from = "", to = snake(from)] = spec.replace("!", "").split("=")
  return { from, to, isRequired: spec.endsWith("!"), read: plain, ...more }
}

const fields = (...specs: ReadonlyArray<string | Field>): ReadonlyArray<Field> =>
  specs.map((spec) => (typeof spec === "string" ? field(spec) : spec))

const number = (spec: string): Field => field(spec, { read: whole })
const within = (spec: string, ...inner: ReadonlyArray<string | Field>): Field =>
  field(spec, { fields: fields(...inner) })

const tls = (spec: string): Field =>
  within(spec, "insecureSkipVerify", "caCertificate", "clientCertificate", "clientKey")

const authentication = [
  "authorization_scheme",
  "authorization_credentials",
  "username=basic_auth_user",
  "password=basic_auth_password"
]

const http = within(
  "http_config",
  within(
    "oauth2",
    "client_id!",
    "client_secret",
    "token_url!",
    "scopes",
    "endpoint_params",
    tls("tls_config"),
    within("proxy_config", "proxy_url", "no_proxy", "proxy_from_environment", "proxy_connect_header")
  )
)

interface Form {
  readonly name: string
  readonly fields: ReadonlyArray<Field>
}

const form = (type: string, specs: ReadonlyArray<string | Field>, name = type): readonly [string, Form] => [
  type,
  { name, fields: fields(...specs) }
]

/** The blocks of a contact point, in the order in which they are written. */
const forms: ReadonlyMap<string, Form> = new Map([
  form("prometheus-alertmanager", ["url!", "basicAuthUser", "basicAuthPassword"], "alertmanager"),
  form("dingding", ["url!", "msgType=message_type", "title", "message"]),
  form("discord", ["url!", "title", "message", "avatar_url", "use_discord_username"]),
  form("email", [field("addresses!", { read: addresses }), "singleEmail", "message", "subject"]),
  form("googlechat", ["url!", "title", "message"]),
  form("jira", [
    "api_url!",
    "project!",
    "issue_type!",
    "summary",
    "description",
    "labels",
    "priority",
    "reopen_transition",
    "resolve_transition",
    "wont_fix_resolution",
    "reopen_duration",
    "dedup_key_field",
    field("fields", { read: asJson }),
    "user",
    "password",
    "api_token"
  ]),
  form("kafka", [
    "kafkaRestProxy=rest_proxy_url!",
    "kafkaTopic=topic!",
    "description",
    "details",
    "username",
    "password",
    "apiVersion",
    "kafkaClusterId=cluster_id"
  ]),
  form("LINE", ["token!", "title", "description"], "line"),
  form("mqtt", [
    "brokerUrl",
    "clientId",
    "topic",
    "message",
    "messageFormat",
    "username",
    "password",
    number("qos"),
    "retain",
    tls("tlsConfig")
  ]),
  form("opsgenie", [
    "apiKey!",
    "apiUrl=url",
    "message",
    "description",
    "autoClose",
    "overridePriority",
    "sendTagsAs",
    within("responders", "id", "name", "username", "type!")
  ]),
  form("pagerduty", [
    "integrationKey!",
    "severity",
    "class",
    "component",
    "group",
    "summary",
    "source",
    "client",
    "client_url",
    "details",
    "url"
  ]),
  form("oncall", ["url!", "httpMethod", number("maxAlerts"), ...authentication, "title", "message"]),
  form("pushover", [
    "userKey!",
    "apiToken!",
    number("priority"),
    number("okPriority"),
    number("retry"),
    number("expire"),
    "device",
    "sound",
    "okSound",
    "title",
    "message",
    "uploadImage"
  ]),
  form("sensugo", ["url!", "apikey=api_key!", "entity", "check", "namespace", "handler", "message"]),
  form("slack", [
    "endpointUrl",
    "url",
    "token",
    "recipient",
    "text",
    "title",
    "username",
    "icon_emoji",
    "icon_url",
    "mentionChannel",
    "mentionUsers",
    "mentionGroups",
    "color"
  ]),
  form("sns", [
    "api_url",
    within("sigv4", "region", "access_key", "secret_key", "profile", "role_arn"),
    "topic_arn",
    "phone_number",
    "target_arn",
    "subject",
    "message",
    "attributes"
  ]),
  form("teams", ["url!", "message", "title", "sectiontitle=section_title"]),
  form("telegram", [
    "bottoken=token!",
    "chatid=chat_id!",
    "message_thread_id!",
    "message",
    "parse_mode",
    "disable_web_page_preview",
    "protect_content",
    "disable_notifications"
  ]),
  form("threema", ["gateway_id!", "recipient_id!", "api_secret!", "title", "description"]),
  form("victorops", ["url!", "messageType", "title", "description"]),
  form("webhook", [
    "url!",
    "httpMethod",
    number("maxAlerts"),
    ...authentication,
    "headers",
    "title",
    "message",
    tls("tlsConfig"),
    within("hmacConfig", "secret", "header!", "timestampHeader!"),
    http,
    within("payload", "template", "vars")
  ]),
  form("wecom", [
    "url",
    "secret",
    "agent_id",
    "corp_id",
    "message",
    "title",
    "msgtype=msg_type",
    "touser=to_user"
  ]),
  form("webex", ["bot_token=token!", "api_url", "message", "room_id"])
])

const body = (settings: JsonObject, all: ReadonlyArray<Field>): HclBody =>
  all.flatMap(({ fields: inner, from, isRequired, read, to }) => {
    const value = settings[from]
    if (inner === undefined) return attribute(to, read(value) ?? (isRequired ? "" : undefined))
    const items: ReadonlyArray<unknown> = Array.isArray(value) ? value : [value]
    return items.filter(isObject).flatMap((item) => block(to, body(item, inner)))
  })

type Exported = Pick<Integration, "type" | "settings" | "disableResolveMessage">

/** A contact point as Terraform's provider for Grafana has it. */
export const contactPointHcl = (name: string, integrations: ReadonlyArray<Exported>): HclBody => [
  ...attribute("name", name),
  ...[...forms].flatMap(([type, form]) =>
    integrations
      .filter((integration) => integration.type === type)
      .flatMap(({ disableResolveMessage, settings }) =>
        block(form.name, [
          ...attribute("disable_resolve_message", disableResolveMessage || undefined),
          ...body(settings, form.fields)
        ])
      )
  )
]
