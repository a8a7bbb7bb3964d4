/** One setting of a type of contact point, in Grafana's form of it. */
export interface Setting {
  readonly name: string
  readonly element: string
  readonly label: string
  readonly isRequired: boolean
  readonly isSecret: boolean
  readonly choices: ReadonlyArray<string> | undefined
  readonly settings: ReadonlyArray<Setting> | undefined
}

export interface ContactPointType {
  readonly type: string
  readonly name: string
  readonly settings: ReadonlyArray<Setting>
}

type Signs = "" | "!" | "#" | "!#"

/** `!` marks what is required, `#` what is secret. */
const setting =
  (element: string) =>
  (
    name: string,
    label: string,
    signs: Signs = "",
    more: { readonly choices?: ReadonlyArray<string>; readonly settings?: ReadonlyArray<Setting> } = {}
  ): Setting => ({
    name,
    element,
    label,
    isRequired: signs.includes("!"),
    isSecret: signs.includes("#"),
    choices: more.choices,
    settings: more.settings
  })

const input = setting("input")
const area = setting("textarea")
const checkbox = setting("checkbox")
const keyValues = setting("key_value_map")
const strings = setting("string_array")
const select = (name: string, label: string, ...choices: ReadonlyArray<string>): Setting =>
  setting("select")(name, label, "", { choices })
const form = (name: string, label: string, ...settings: ReadonlyArray<Setting>): Setting =>
  setting("subform")(name, label, "", { settings })
const forms = (name: string, label: string, ...settings: ReadonlyArray<Setting>): Setting =>
  setting("subform_array")(name, label, "", { settings })

const titleAndMessage = [area("title", "Title"), area("message", "Message")]
const titleAndDescription = [area("title", "Title"), area("description", "Description")]

const tls = [
  checkbox("insecureSkipVerify", "Disable certificate verification"),
  area("caCertificate", "CA Certificate", "#"),
  area("clientCertificate", "Client Certificate", "#"),
  area("clientKey", "Client Key", "#")
]

const httpAuthentication = [
  input("username", "HTTP Basic Authentication - Username"),
  input("password", "HTTP Basic Authentication - Password", "#"),
  input("authorization_scheme", "Authorization Header - Scheme"),
  input("authorization_credentials", "Authorization Header - Credentials", "#")
]

const http = form(
  "http_config",
  "HTTP Config",
  form(
    "oauth2",
    "OAuth2",
    input("token_url", "Token URL", "!"),
    input("client_id", "Client ID", "!"),
    input("client_secret", "Client Secret", "!#"),
    strings("scopes", "Scopes"),
    keyValues("endpoint_params", "Endpoint Parameters"),
    form("tls_config", "TLS", ...tls),
    form(
      "proxy_config",
      "Proxy Config",
      input("proxy_url", "Proxy URL"),
      checkbox("proxy_from_environment", "Proxy from environment"),
      input("no_proxy", "No Proxy"),
      keyValues("proxy_connect_header", "Proxy Connect Header")
    )
  )
)

const type = (
  type: string,
  name: string,
  ...settings: ReadonlyArray<Setting>
): readonly [string, ContactPointType] => [type, { type, name, settings }]

/** Every type that Grafana 12.3.0 knows, in its order. */
export const contactPointTypes: ReadonlyMap<string, ContactPointType> = new Map([
  type("LINE", "LINE", input("token", "Token", "!#"), ...titleAndDescription),
  type(
    "dingding",
    "DingDing",
    input("url", "URL", "!#"),
    select("msgType", "Message Type", "link", "actionCard"),
    ...titleAndMessage
  ),
  type(
    "discord",
    "Discord",
    area("title", "Title"),
    area("message", "Message Content"),
    input("url", "Webhook URL", "!#"),
    input("avatar_url", "Avatar URL"),
    checkbox("use_discord_username", "Use Discord's Webhook Username")
  ),
  type(
    "email",
    "Email",
    checkbox("singleEmail", "Single email"),
    area("addresses", "Addresses", "!"),
    area("message", "Message"),
    area("subject", "Subject")
  ),
  type("googlechat", "Google Chat", input("url", "URL", "!#"), ...titleAndMessage),
  type(
    "jira",
    "Jira",
    input("api_url", "API URL", "!"),
    input("user", "HTTP Basic Authentication - Username", "#"),
    input("password", "HTTP Basic Authentication - Password", "#"),
    input("api_token", "Authorization Header - Personal Access Token", "#"),
    input("project", "Project Key", "!"),
    input("issue_type", "Issue Type", "!"),
    input("summary", "Summary"),
    area("description", "Description"),
    strings("labels", "Labels"),
    input("priority", "Priority"),
    input("resolve_transition", "Resolve Transition"),
    input("reopen_transition", "Reopen Transition"),
    input("reopen_duration", "Reopen Duration"),
    input("wont_fix_resolution", "Won't fix Transition"),
    input("dedup_key_field", "Custom field ID for deduplication"),
    keyValues("fields", "Custom Field Data")
  ),
  type(
    "kafka",
    "Kafka REST Proxy",
    input("kafkaRestProxy", "Kafka REST Proxy", "!"),
    input("kafkaTopic", "Topic", "!"),
    input("username", "Username"),
    input("password", "Password", "#"),
    select("apiVersion", "API version", "v2", "v3"),
    input("kafkaClusterId", "Cluster ID", "!"),
    area("description", "Description"),
    area("details", "Details")
  ),
  type(
    "mqtt",
    "MQTT",
    input("brokerUrl", "Broker URL", "!"),
    input("topic", "Topic", "!"),
    select("messageFormat", "Message format", "json", "text"),
    input("clientId", "Client ID"),
    area("message", "Message"),
    input("username", "Username"),
    input("password", "Password", "#"),
    select("qos", "QoS", "0", "1", "2"),
    checkbox("retain", "Retain"),
    form("tlsConfig", "TLS", ...tls)
  ),
  type(
    "oncall",
    "Grafana IRM",
    input("url", "URL", "!"),
    select("httpMethod", "HTTP Method", "POST", "PUT"),
    ...httpAuthentication,
    input("maxAlerts", "Max Alerts"),
    ...titleAndMessage
  ),
  type(
    "opsgenie",
    "OpsGenie",
    input("apiKey", "API Key", "!#"),
    input("apiUrl", "Alert API URL", "!"),
    area("message", "Message"),
    area("description", "Description"),
    checkbox("autoClose", "Auto close incidents"),
    checkbox("overridePriority", "Override priority"),
    select("sendTagsAs", "Send notification tags as", "tags", "details", "both"),
    forms(
      "responders",
      "Responders",
      input("type", "Type", "!"),
      input("name", "Name"),
      input("id", "ID"),
      input("username", "Username")
    )
  ),
  type(
    "pagerduty",
    "PagerDuty",
    input("integrationKey", "Integration Key", "!#"),
    input("severity", "Severity"),
    input("class", "Class"),
    input("component", "Component"),
    input("group", "Group"),
    area("summary", "Summary"),
    input("source", "Source"),
    input("client", "Client"),
    input("client_url", "Client URL"),
    keyValues("details", "Details"),
    input("url", "URL")
  ),
  type(
    "prometheus-alertmanager",
    "Alertmanager",
    input("url", "URL", "!"),
    input("basicAuthUser", "Basic Auth User"),
    input("basicAuthPassword", "Basic Auth Password", "#")
  ),
  type(
    "pushover",
    "Pushover",
    input("apiToken", "API Token", "!#"),
    input("userKey", "User key(s)", "!#"),
    input("device", "Device(s) (optional)"),
    select("priority", "Alerting priority", "2", "1", "0", "-1", "-2"),
    select("okPriority", "OK priority", "2", "1", "0", "-1", "-2"),
    input("retry", "Retry (Only used for Emergency Priority)"),
    input("expire", "Expire (Only used for Emergency Priority)"),
    select("sound", "Alerting sound"),
    select("okSound", "OK sound"),
    ...titleAndMessage
  ),
  type(
    "sensugo",
    "Sensu Go",
    input("url", "Backend URL", "!"),
    input("apikey", "API Key", "!#"),
    input("entity", "Proxy entity name"),
    input("check", "Check name"),
    input("handler", "Handler"),
    input("namespace", "Namespace"),
    area("message", "Message")
  ),
  type(
    "slack",
    "Slack",
    input("recipient", "Recipient", "!"),
    input("token", "Token", "!#"),
    input("username", "Username"),
    input("icon_emoji", "Icon emoji"),
    input("icon_url", "Icon URL"),
    input("mentionUsers", "Mention Users"),
    input("mentionGroups", "Mention Groups"),
    select("mentionChannel", "Mention Channel", "", "here", "channel"),
    input("url", "Webhook URL", "!#"),
    input("endpointUrl", "Endpoint URL"),
    input("color", "Color"),
    input("title", "Title"),
    area("text", "Text Body")
  ),
  type(
    "sns",
    "AWS SNS",
    input("api_url", "The Amazon SNS API URL"),
    form(
      "sigv4",
      "SigV4 Authentication",
      input("region", "Region"),
      input("access_key", "Access Key", "#"),
      input("secret_key", "Secret Key", "#"),
      input("profile", "Profile"),
      input("role_arn", "Role ARN")
    ),
    input("topic_arn", "SNS topic ARN"),
    input("phone_number", "Phone number"),
    input("target_arn", "Target ARN"),
    area("subject", "Subject"),
    area("message", "Message"),
    keyValues("attributes", "Attributes")
  ),
  type(
    "teams",
    "Microsoft Teams",
    input("url", "URL", "!"),
    area("title", "Title"),
    input("sectiontitle", "Section Title"),
    area("message", "Message")
  ),
  type(
    "telegram",
    "Telegram",
    input("bottoken", "BOT API Token", "!#"),
    input("chatid", "Chat ID", "!"),
    input("message_thread_id", "Message Thread ID"),
    area("message", "Message"),
    select("parse_mode", "Parse Mode", "None", "HTML", "Markdown", "MarkdownV2"),
    checkbox("disable_web_page_preview", "Disable Web Page Preview"),
    checkbox("protect_content", "Protect Content"),
    checkbox("disable_notification", "Disable Notification")
  ),
  type(
    "threema",
    "Threema Gateway",
    input("gateway_id", "Gateway ID", "!"),
    input("recipient_id", "Recipient ID", "!"),
    input("api_secret", "API Secret", "!#"),
    ...titleAndDescription
  ),
  type(
    "victorops",
    "VictorOps",
    input("url", "URL", "!#"),
    select("messageType", "Message Type", "CRITICAL", "WARNING"),
    ...titleAndDescription
  ),
  type(
    "webex",
    "Cisco Webex Teams",
    input("api_url", "Cisco Webex API URL"),
    input("room_id", "Room ID", "!"),
    input("bot_token", "Bot Token", "!#"),
    input("message", "Notification Template")
  ),
  type(
    "webhook",
    "Webhook",
    input("url", "URL", "!"),
    select("httpMethod", "HTTP Method", "POST", "PUT"),
    ...httpAuthentication,
    keyValues("headers", "Extra Headers"),
    input("maxAlerts", "Max Alerts"),
    ...titleAndMessage,
    form(
      "payload",
      "Custom Payload",
      area("template", "Payload Template", "!"),
      keyValues("vars", "Payload Variables")
    ),
    form("tlsConfig", "TLS", ...tls),
    form(
      "hmacConfig",
      "HMAC Signature",
      input("secret", "Secret", "!#"),
      input("header", "Header"),
      input("timestampHeader", "Timestamp header")
    ),
    http
  ),
  type(
    "wecom",
    "WeCom",
    input("url", "Webhook URL", "!#"),
    input("agent_id", "Agent ID", "!"),
    input("corp_id", "Corp ID", "!"),
    input("secret", "Secret", "!#"),
    select("msgtype", "Message Type", "text", "markdown"),
    area("message", "Message"),
    area("title", "Title"),
    input("touser", "To User")
  )
])

/** The type as Grafana spells it, whatever the case it is asked for in. */
export const contactPointType = (name: string): ContactPointType | undefined =>
  contactPointTypes.get(name) ??
  [...contactPointTypes.values()].find(({ type }) => type.toLowerCase() === name.toLowerCase())
