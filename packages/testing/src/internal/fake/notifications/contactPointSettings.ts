import type { Integration } from "./alertmanagerModel.js"
import { isObject, type JsonObject } from "../bind.js"
import type { ContactPointType, Setting } from "./contactPointTypes.js"
import { sortKeys } from "../words/format.js"

/** What stands for a secret in an answer; sent back, the secret stays what it is. */
export const redacted = "[REDACTED]"

const secretPaths = (settings: ReadonlyArray<Setting>, above = ""): ReadonlyArray<string> =>
  settings.flatMap((setting) => {
    const path = above + setting.name
    return setting.isSecret ? [path] : secretPaths(setting.settings ?? [], `${path}.`)
  })

/** Where the secrets of a type are in its settings. */
export const secretsOf = (type: ContactPointType): ReadonlyArray<string> => secretPaths(type.settings)

const at = (settings: JsonObject, path: string): unknown =>
  path.split(".").reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), settings)

/** The text at a path, or `""`. */
const textAt = (settings: JsonObject, path: string): string => {
  const value = at(settings, path)
  return typeof value === "string" ? value : ""
}

/** The settings with a value at a path; `undefined` takes away what was there. */
const withValue = (settings: JsonObject, path: string, value: string | undefined): JsonObject => {
  const [name = "", ...rest] = path.split(".")
  const inner = settings[name]
  if (rest.length > 0) {
    if (!isObject(inner) && value === undefined) return settings
    return { ...settings, [name]: withValue(isObject(inner) ? inner : {}, rest.join("."), value) }
  }
  if (value !== undefined) return { ...settings, [name]: value }
  const { [name]: _, ...others } = settings
  return others
}

type Secrets = Integration["secrets"]

/** Takes the secrets out of settings. */
export const splitSecrets = (
  type: ContactPointType,
  given: JsonObject
): { readonly settings: JsonObject; readonly secrets: Secrets } => {
  let settings = given
  const secrets: Record<string, string> = {}
  for (const path of secretsOf(type)) {
    const secret = textAt(settings, path)
    if (at(settings, path) !== undefined) settings = withValue(settings, path, undefined)
    if (secret !== "") secrets[path] = secret
  }
  return { settings: sortKeys(settings), secrets }
}

/** Settings with the secrets in them, each as `show` has it. */
const joined = ({ secrets, settings }: Integration, show: (secret: string) => string): JsonObject =>
  sortKeys(
    Object.entries(secrets).reduce((all, [path, secret]) => withValue(all, path, show(secret)), settings)
  )

export const redactedSettings = (integration: Integration): JsonObject => joined(integration, () => redacted)

export const plainSettings = (integration: Integration): JsonObject => joined(integration, (secret) => secret)

/** Settings that were sent back with redacted secrets, with those that are known in their places. */
export const unredacted = (type: ContactPointType, sent: JsonObject, known: Integration): JsonObject =>
  secretsOf(type).reduce(
    (settings, path) =>
      textAt(settings, path) === redacted ? withValue(settings, path, known.secrets[path] ?? "") : settings,
    sent
  )

/** Settings that a type cannot do without, and what Grafana says without them. */
const needed: Readonly<Record<string, ReadonlyArray<readonly [path: string, problem: string]>>> = {
  LINE: [["token", "could not find token in settings"]],
  dingding: [["url", "could not find url property in settings"]],
  discord: [["url", "could not find webhook url property in settings"]],
  email: [["addresses", "could not find addresses in settings"]],
  googlechat: [["url", "could not find url property in settings"]],
  jira: [
    ["api_url", "could not find api_url property in settings"],
    ["project", "missing project in jira_config"],
    ["issue_type", "missing issue_type in jira_config"]
  ],
  kafka: [
    ["kafkaRestProxy", "could not find kafka rest proxy endpoint property in settings"],
    ["kafkaTopic", "could not find kafka topic property in settings"]
  ],
  mqtt: [
    ["brokerUrl", "MQTT broker URL must be specified"],
    ["topic", "MQTT topic must be specified"]
  ],
  oncall: [["url", "required field 'url' is not specified"]],
  opsgenie: [["apiKey", "could not find api key property in settings"]],
  pagerduty: [["integrationKey", "could not find integration key property in settings"]],
  "prometheus-alertmanager": [["url", "could not find url property in settings"]],
  pushover: [
    ["userKey", "user key not found"],
    ["apiToken", "API token not found"]
  ],
  sensugo: [
    ["url", "could not find URL property in settings"],
    ["apikey", "could not find the API key property in settings"]
  ],
  teams: [["url", "could not find url property in settings"]],
  telegram: [
    ["bottoken", "could not find Bot Token in settings"],
    ["chatid", "could not find Chat Id in settings"]
  ],
  threema: [
    ["gateway_id", "could not find Threema Gateway ID in settings"],
    ["recipient_id", "could not find Threema Recipient ID in settings"],
    ["api_secret", "could not find Threema API secret in settings"]
  ],
  victorops: [["url", "could not find victorops url property in settings"]],
  webhook: [["url", "required field 'url' is not specified"]]
}

type Check = (has: (path: string) => boolean) => string | undefined

const oneAuthentication: Check = (has) =>
  has("username") && has("password") && has("authorization_credentials")
    ? "both HTTP Basic Authentication and Authorization Header are set, only 1 is permitted"
    : undefined

/** Settings that depend on each other. */
const checks: Readonly<Record<string, Check>> = {
  jira: (has) =>
    has("api_token")
      ? has("user") || has("password")
        ? "provided both token and user/password, only one is allowed at a time"
        : undefined
      : has("user") && has("password")
        ? undefined
        : "either token or both user and password must be set",
  oncall: oneAuthentication,
  slack: (has) =>
    has("url") || has("endpointUrl")
      ? undefined
      : !has("recipient")
        ? "recipient must be specified when using the Slack chat API"
        : !has("token")
          ? "token must be specified when using the Slack chat API"
          : undefined,
  sns: (has) =>
    !has("topic_arn") && !has("target_arn") && !has("phone_number")
      ? "must specify topicArn, targetArn, or phone number"
      : has("sigv4.access_key") !== has("sigv4.secret_key")
        ? "must specify both access key and secret key"
        : undefined,
  webhook: oneAuthentication,
  wecom: (has) =>
    has("url")
      ? undefined
      : !has("secret")
        ? "either url or secret is required"
        : !has("agent_id")
          ? "could not find AgentID in settings"
          : !has("corp_id")
            ? "could not find CorpID in settings"
            : undefined
}

/** What is wrong with the settings of an integration, secrets among them, in Grafana's words. */
export const settingsProblem = (
  { name, type, uid }: Pick<Integration, "name" | "type" | "uid">,
  settings: JsonObject
): string | undefined => {
  const has = (path: string): boolean => textAt(settings, path) !== ""
  const problem = needed[type]?.find(([path]) => !has(path))?.[1] ?? checks[type]?.(has)
  if (problem === undefined) return undefined
  const named = name === "" ? "" : `${JSON.stringify(name)} `
  return `failed to validate integration ${named}(UID ${uid}) of type ${JSON.stringify(type)}: ${problem}`
}
