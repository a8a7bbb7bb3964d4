/** What each type of data source keeps in its `jsonData`, and the names of its secrets: for `DataSourceModels`. */
import type * as Redacted from "effect/Redacted"

/** Secrets by their names. */
export type Secrets<Name extends string> = { readonly [It in Name]?: Redacted.Redacted }

/** How Grafana asks over HTTP: `timeout` in seconds; the value of the header `httpHeaderName1` is a secret. */
export interface Http extends Tls {
  readonly timeout?: number
  readonly keepCookies?: ReadonlyArray<string>
  readonly oauthPassThru?: boolean
  readonly [header: `httpHeaderName${number}`]: string
}

/** The secrets of {@link Http}: `httpHeaderValue1` belongs to `httpHeaderName1`. */
export type HttpSecrets = TlsSecrets & {
  readonly basicAuthPassword?: Redacted.Redacted
  readonly [value: `httpHeaderValue${number}`]: Redacted.Redacted
}

/** TLS of a connection. The certificates are secrets, in PEM. */
export interface Tls {
  readonly tlsAuth?: boolean
  readonly tlsAuthWithCACert?: boolean
  readonly tlsSkipVerify?: boolean
  readonly serverName?: string
}

/** The secrets of {@link Tls}. */
export type TlsSecrets = Secrets<"tlsCACert" | "tlsClientCert" | "tlsClientKey">

/** Durations are text (`15s`). */
export interface Prometheus extends SigV4 {
  readonly httpMethod?: "GET" | "POST"
  readonly timeInterval?: string
  readonly queryTimeout?: string
  readonly customQueryParameters?: string
  readonly prometheusType?: "Prometheus" | "Cortex" | "Mimir" | "Thanos"
  readonly prometheusVersion?: string
  readonly cacheLevel?: "Low" | "Medium" | "High" | "None"
  readonly disableMetricsLookup?: boolean
  readonly disableRecordingRules?: boolean
  readonly manageAlerts?: boolean
  readonly alertmanagerUid?: string
  readonly exemplarTraceIdDestinations?: ReadonlyArray<{
    readonly name: string
    readonly url?: string
    readonly datasourceUid?: string
  }>
}

/** Requests signed for Amazon's services. */
export interface SigV4 {
  readonly sigV4Auth?: boolean
  readonly sigV4AuthType?: "default" | "credentials" | "keys"
  readonly sigV4Region?: string
  readonly sigV4AssumeRoleArn?: string
  readonly sigV4ExternalId?: string
  readonly sigV4Profile?: string
}

/** The secrets of {@link SigV4}. */
export type SigV4Secrets = Secrets<"sigV4AccessKey" | "sigV4SecretKey">

/** `maxLines` is text. */
export interface Loki {
  readonly maxLines?: string
  readonly manageAlerts?: boolean
  readonly alertmanagerUid?: string
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
  readonly nodeGraph?: { readonly enabled: boolean }
  readonly spanBar?: { readonly type: "None" | "Duration" | "Tag"; readonly tag?: string }
}

/** Open settings. */
export type Json = Readonly<Record<string, unknown>>

/** Tempo's own. */
export interface Tempo extends Traces {
  readonly serviceMap?: { readonly datasourceUid: string }
  readonly search?: { readonly hide?: boolean; readonly filters?: ReadonlyArray<Json> }
  readonly streamingEnabled?: { readonly search?: boolean; readonly metrics?: boolean }
}

/** Which Alertmanager; Grafana takes it for Mimir's where that is not said. */
export interface Alertmanager {
  readonly implementation?: "prometheus" | "mimir" | "cortex"
  readonly handleGrafanaManagedAlerts?: boolean
}

/** `graphiteVersion` is text (`1.1`). */
export interface Graphite {
  readonly graphiteVersion?: string
  readonly graphiteType?: "default" | "metrictank"
  readonly rollupIndicatorEnabled?: boolean
}

/** `tsdbVersion`: 1 up to 2.1, 2 is 2.2, 3 is 2.3, 4 is 2.4; `tsdbResolution`: 1 seconds, 2 milliseconds. */
export interface OpenTSDB {
  readonly tsdbVersion?: 1 | 2 | 3 | 4
  readonly tsdbResolution?: 1 | 2
  readonly lookupLimit?: number
}

/** `interval` is the pattern of an index that is cut by time. */
export interface Elasticsearch extends SigV4 {
  readonly timeField?: string
  readonly interval?: "Hourly" | "Daily" | "Weekly" | "Monthly" | "Yearly"
  readonly timeInterval?: string
  readonly maxConcurrentShardRequests?: number
  readonly logMessageField?: string
  readonly logLevelField?: string
  readonly includeFrozen?: boolean
}

/** What all languages of InfluxDB share. */
export interface Influx {
  readonly httpMode?: "GET" | "POST"
  readonly timeInterval?: string
  readonly maxSeries?: number
}

/** What Flux needs besides the secret `token`. */
export interface Flux extends Influx {
  readonly organization: string
  readonly defaultBucket?: string
}

/** Connections to keep, and for how many seconds; `timeInterval` is the smallest step (`1m`). */
export interface Sql {
  readonly maxOpenConns?: number
  readonly maxIdleConns?: number
  readonly maxIdleConnsAuto?: boolean
  readonly connMaxLifetime?: number
  readonly timeInterval?: string
}

/** `postgresVersion` is 903 for 9.3, 1000 for 10, 1500 for 15; the files are on Grafana's server. */
export interface Postgres {
  readonly sslmode?: "disable" | "require" | "verify-ca" | "verify-full"
  readonly tlsConfigurationMethod?: "file-path" | "file-content"
  readonly sslRootCertFile?: string
  readonly sslCertFile?: string
  readonly sslKeyFile?: string
  readonly postgresVersion?: number
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
  readonly profile?: string
  readonly assumeRoleArn?: string
  readonly externalId?: string
  readonly endpoint?: string
  readonly customMetricsNamespaces?: string
  readonly logsTimeout?: string
  readonly tracingDatasourceUid?: string
}

/** With `azureAuthType: "clientsecret"` go tenant, client and the secret `clientSecret`. */
export interface AzureMonitor {
  readonly azureAuthType?: "clientsecret" | "msi" | "workloadidentity" | "currentuser"
  readonly cloudName?: "azuremonitor" | "chinaazuremonitor" | "govazuremonitor"
  readonly tenantId?: string
  readonly clientId?: string
  readonly subscriptionId?: string
  readonly basicLogsEnabled?: boolean
  readonly oauthPassThru?: boolean
  readonly disableGrafanaCache?: boolean
  readonly timeout?: number
}
