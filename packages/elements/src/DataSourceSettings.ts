/** What each type of data source keeps in its `jsonData`, and the names of its secrets: for `DataSourceModels`. */
import type * as Redacted from "effect/Redacted"

/** Secrets by their names. */
export type Secrets<Name extends string> = { readonly [It in Name]?: Redacted.Redacted }

/** How Grafana asks over HTTP: `timeout` in seconds; the value of the header `httpHeaderName1` is a secret. */
export interface Http extends Tls {
  /** Of a request, in seconds. */
  readonly timeout?: number
  /** The names of the browser's cookies that are passed on. */
  readonly keepCookies?: ReadonlyArray<string>
  /** Whether the signed-in user's own OAuth token is passed on. */
  readonly oauthPassThru?: boolean
  /** A header of every request; its value is the secret `httpHeaderValue1`. */
  readonly [header: `httpHeaderName${number}`]: string
}

/** The secrets of {@link Http}: `httpHeaderValue1` belongs to `httpHeaderName1`. */
export type HttpSecrets = TlsSecrets & {
  readonly basicAuthPassword?: Redacted.Redacted
  readonly [value: `httpHeaderValue${number}`]: Redacted.Redacted
}

/** TLS of a connection. The certificates are secrets, in PEM. */
export interface Tls {
  /** Whether Grafana shows a certificate: the secrets `tlsClientCert` and `tlsClientKey`. */
  readonly tlsAuth?: boolean
  /** Whether the secret `tlsCACert` is the authority to trust. */
  readonly tlsAuthWithCACert?: boolean
  /** Trusts whoever answers. */
  readonly tlsSkipVerify?: boolean
  /** The name that the server's certificate has to bear, where it is not the URL's. */
  readonly serverName?: string
}

/** The secrets of {@link Tls}. */
export type TlsSecrets = Secrets<"tlsCACert" | "tlsClientCert" | "tlsClientKey">

/** Durations are text (`15s`). */
export interface Prometheus extends SigV4 {
  readonly httpMethod?: "GET" | "POST"
  /** How often the server scrapes: the smallest step of a query; `15s` unless told. */
  readonly timeInterval?: string
  /** How long a query may take; `60s` unless told. */
  readonly queryTimeout?: string
  /** Added to every URL: `max_source_resolution=5m&timeout=10`. */
  readonly customQueryParameters?: string
  /** Which of its kin the server is, so that editors offer what it knows. */
  readonly prometheusType?: "Prometheus" | "Cortex" | "Mimir" | "Thanos"
  readonly prometheusVersion?: string
  /** How long editors keep what they have looked up. */
  readonly cacheLevel?: "Low" | "Medium" | "High" | "None"
  /** Editors offer neither metrics nor completions. */
  readonly disableMetricsLookup?: boolean
  /** Editors do not look up recording rules. */
  readonly disableRecordingRules?: boolean
  /** Whether Grafana's alerting pages show and change the server's rules. */
  readonly manageAlerts?: boolean
  /** The data source of the Alertmanager that the server's alerts go to. */
  readonly alertmanagerUid?: string
  /** Where exemplars lead to: `name` is the label that holds a trace's id. */
  readonly exemplarTraceIdDestinations?: ReadonlyArray<{
    readonly name: string
    readonly url?: string
    readonly datasourceUid?: string
  }>
}

/** Requests signed for Amazon's services. */
export interface SigV4 {
  /** Whether requests are signed. */
  readonly sigV4Auth?: boolean
  /** Where the keys come from: `keys` are secrets, `credentials` a profile on the server. */
  readonly sigV4AuthType?: "default" | "credentials" | "keys"
  readonly sigV4Region?: string
  readonly sigV4AssumeRoleArn?: string
  readonly sigV4ExternalId?: string
  /** In the credentials file on the server. */
  readonly sigV4Profile?: string
}

/** The secrets of {@link SigV4}. */
export type SigV4Secrets = Secrets<"sigV4AccessKey" | "sigV4SecretKey">

/** `maxLines` is text. */
export interface Loki {
  /** The most log lines of a query; `1000` unless told. */
  readonly maxLines?: string
  /** Whether Grafana's alerting pages show and change Loki's rules. */
  readonly manageAlerts?: boolean
  /** The data source of the Alertmanager that Loki's alerts go to. */
  readonly alertmanagerUid?: string
  /** What is read out of log lines, and where it leads to. */
  readonly derivedFields?: ReadonlyArray<{
    readonly name: string
    readonly matcherRegex: string
    readonly matcherType?: "regex" | "label"
    readonly url?: string
    readonly urlDisplayLabel?: string
    readonly datasourceUid?: string
  }>
}

/** Where the spans of a trace lead to, by the uids of other data sources; time shifts are text (`-1h`). */
export interface Traces {
  readonly tracesToLogsV2?: Json
  readonly tracesToMetrics?: Json
  readonly tracesToProfiles?: Json
  /** Whether a trace is also shown as a graph. */
  readonly nodeGraph?: { readonly enabled: boolean }
  /** What is written at the bar of a span. */
  readonly spanBar?: { readonly type: "None" | "Duration" | "Tag"; readonly tag?: string }
}

/** Open settings. */
export type Json = Readonly<Record<string, unknown>>

/** Tempo's own. */
export interface Tempo extends Traces {
  /** The Prometheus that holds the metrics of the service graph. */
  readonly serviceMap?: { readonly datasourceUid: string }
  readonly search?: { readonly hide?: boolean; readonly filters?: ReadonlyArray<Json> }
  /** Whether results are shown as they come. */
  readonly streamingEnabled?: { readonly search?: boolean; readonly metrics?: boolean }
}

/** Which Alertmanager; Grafana takes it for Mimir's where that is not said. */
export interface Alertmanager {
  readonly implementation?: "prometheus" | "mimir" | "cortex"
  /** Whether Grafana's own alerts are sent there too. */
  readonly handleGrafanaManagedAlerts?: boolean
}

/** `graphiteVersion` is text (`1.1`). */
export interface Graphite {
  readonly graphiteVersion?: string
  readonly graphiteType?: "default" | "metrictank"
  /** Whether panels tell where points were consolidated. */
  readonly rollupIndicatorEnabled?: boolean
}

/** `tsdbVersion`: 1 up to 2.1, 2 is 2.2, 3 is 2.3, 4 is 2.4; `tsdbResolution`: 1 seconds, 2 milliseconds. */
export interface OpenTSDB {
  readonly tsdbVersion?: 1 | 2 | 3 | 4
  readonly tsdbResolution?: 1 | 2
  /** The most suggestions of a lookup; 1000 unless told. */
  readonly lookupLimit?: number
}

/** `interval` is the pattern of an index that is cut by time. */
export interface Elasticsearch extends SigV4 {
  /** `@timestamp` unless told. */
  readonly timeField?: string
  readonly interval?: "Hourly" | "Daily" | "Weekly" | "Monthly" | "Yearly"
  /** The smallest step of a histogram: `10s`. */
  readonly timeInterval?: string
  /** Shards of one node that a query asks at once; 5 unless told. */
  readonly maxConcurrentShardRequests?: number
  /** The field that logs are shown by. */
  readonly logMessageField?: string
  /** The field that holds the level of a log line. */
  readonly logLevelField?: string
  /** Whether frozen indices are searched too. */
  readonly includeFrozen?: boolean
}

/** What all languages of InfluxDB share. */
export interface Influx {
  /** GET unless told; POST where queries are longer than URLs may be. */
  readonly httpMode?: "GET" | "POST"
  /** The smallest step: `10s`. */
  readonly timeInterval?: string
  /** The most series of a query; 1000 unless told. */
  readonly maxSeries?: number
}

/** What Flux needs besides the secret `token`. */
export interface Flux extends Influx {
  readonly organization: string
  /** Of queries that name none. */
  readonly defaultBucket?: string
}

/** Connections to keep, and for how many seconds; `timeInterval` is the smallest step (`1m`). */
export interface Sql {
  /** At once; the server's `max_open_conns_default` (100) unless told. */
  readonly maxOpenConns?: number
  /** The server's `max_idle_conns_default` (100) unless told. */
  readonly maxIdleConns?: number
  /** Whether as many are kept as may be open. */
  readonly maxIdleConnsAuto?: boolean
  /** In seconds; 14400 unless told. */
  readonly connMaxLifetime?: number
  /** The smallest step of `$__interval`: `1m`. */
  readonly timeInterval?: string
}

/** `postgresVersion` is 903 for 9.3, 1000 for 10, 1500 for 15; the files are on Grafana's server. */
export interface Postgres {
  readonly sslmode?: "disable" | "require" | "verify-ca" | "verify-full"
  /** Whether certificates are files on Grafana's server or secrets. */
  readonly tlsConfigurationMethod?: "file-path" | "file-content"
  readonly sslRootCertFile?: string
  readonly sslCertFile?: string
  readonly sslKeyFile?: string
  readonly postgresVersion?: number
  /** Whether the query builder may use functions of TimescaleDB. */
  readonly timescaledb?: boolean
}

/** `connectionTimeout` in seconds. */
export interface Mssql {
  readonly authenticationType?:
    | "SQL Server Authentication"
    | "Windows Authentication"
    | "Azure AD Authentication"
  readonly encrypt?: "disable" | "false" | "true"
  readonly sslRootCertFile?: string
  readonly connectionTimeout?: number
}

/** With `authType: "keys"` go the secrets `accessKey` and `secretKey`, with `credentials` a `profile`. */
export interface CloudWatch {
  readonly authType?: "default" | "keys" | "credentials" | "ec2_iam_role" | "grafana_assume_role"
  readonly defaultRegion?: string
  /** In the credentials file on the server. */
  readonly profile?: string
  /** The role to take on. */
  readonly assumeRoleArn?: string
  /** What the role in another account asks for. */
  readonly externalId?: string
  /** In place of Amazon's own. */
  readonly endpoint?: string
  /** With commas between. */
  readonly customMetricsNamespaces?: string
  /** How long a query of logs may take: `30m`. */
  readonly logsTimeout?: string
  /** The X-Ray data source that traces lead to. */
  readonly tracingDatasourceUid?: string
}

/** With `azureAuthType: "clientsecret"` go tenant, client and the secret `clientSecret`. */
export interface AzureMonitor {
  readonly azureAuthType?: "clientsecret" | "msi" | "workloadidentity" | "currentuser"
  readonly cloudName?: "azuremonitor" | "chinaazuremonitor" | "govazuremonitor"
  readonly tenantId?: string
  readonly clientId?: string
  /** The subscription that editors begin with. */
  readonly subscriptionId?: string
  /** Whether queries may read basic logs, which cost by the query. */
  readonly basicLogsEnabled?: boolean
  readonly oauthPassThru?: boolean
  /** Whether lists of resources are always asked for anew. */
  readonly disableGrafanaCache?: boolean
  /** Of a request, in seconds. */
  readonly timeout?: number
}
