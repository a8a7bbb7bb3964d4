import type { JsonObject } from "../bind.js"
import type { Grant } from "../model.js"

/** One way in which a contact point notifies: what the provisioning routes call a contact point. */
export interface Integration {
  readonly uid: string
  readonly name: string
  readonly type: string
  readonly disableResolveMessage: boolean
  /** Without the secrets. */
  readonly settings: JsonObject
  /** Secrets by their path in the settings (`url`, `sigv4.access_key`). */
  readonly secrets: Readonly<Record<string, string>>
}

/** Integrations under one name: what rules and policies notify. */
export interface Receiver {
  readonly name: string
  readonly integrations: ReadonlyArray<Integration>
}

/** Label, operator, value. */
export type Matcher = readonly [label: string, operator: string, value: string]

/** One notification policy; the fields stand in the order in which Grafana writes them. */
export interface Policy {
  readonly receiver?: string
  readonly group_by?: ReadonlyArray<string>
  readonly match?: Readonly<Record<string, string>>
  readonly match_re?: Readonly<Record<string, string>>
  readonly matchers?: ReadonlyArray<string>
  readonly object_matchers?: ReadonlyArray<Matcher>
  readonly mute_time_intervals?: ReadonlyArray<string>
  readonly active_time_intervals?: ReadonlyArray<string>
  readonly continue?: boolean
  readonly routes?: ReadonlyArray<Policy>
  readonly group_wait?: string
  readonly group_interval?: string
  readonly repeat_interval?: string
}

export interface MuteTiming {
  readonly name: string
  readonly time_intervals: ReadonlyArray<TimeInterval>
}

/** The fields stand in the order in which Grafana writes them. */
export interface TimeInterval {
  readonly times?: ReadonlyArray<{ readonly start_time: string; readonly end_time: string }>
  readonly weekdays?: ReadonlyArray<string>
  readonly days_of_month?: ReadonlyArray<string>
  readonly months?: ReadonlyArray<string>
  readonly years?: ReadonlyArray<string>
  readonly location?: string
}

/** What an organization's Alertmanager is told: one document, which every write replaces by another one. */
export interface AlertmanagerConfig {
  readonly templates: Readonly<Record<string, string>>
  readonly policy: Policy
  readonly muteTimings: ReadonlyArray<MuteTiming>
  readonly receivers: ReadonlyArray<Receiver>
}

/** A configuration that was saved at some time. */
export interface SavedConfig {
  readonly id: number
  readonly config: AlertmanagerConfig
  /** `undefined`: the Alertmanager never ran on it. */
  lastApplied: number | undefined
}

export type ProvisionedKind = "contactPoint" | "route" | "muteTimeInterval" | "template"

/** Who made an object: the provisioning API, or (`""`) somebody in the user interface. */
export type Provenance = "" | "api"

export interface SilenceMatcher {
  readonly isEqual: boolean
  readonly isRegex: boolean
  readonly name: string
  readonly value: string
}

export interface Silence {
  readonly id: string
  readonly matchers: ReadonlyArray<SilenceMatcher>
  readonly startsAt: number
  readonly endsAt: number
  readonly updatedAt: number
  readonly createdBy: string
  readonly comment: string
}

/** An organization's Alertmanager. */
export interface Alertmanager {
  config: AlertmanagerConfig
  /** What it runs on: it looks for a new configuration once a minute. */
  applied: AlertmanagerConfig
  lookedAt: number | undefined
  readonly history: Array<SavedConfig>
  /** By kind and key; the key is an integration's uid or the name of anything else. */
  readonly provenances: Readonly<Record<ProvisionedKind, Map<string, Provenance>>>
  /** Grants on contact points, by the uid that a name makes. */
  readonly receiverGrants: Map<string, ReadonlyArray<Grant>>
  readonly silences: Map<string, Silence>
  /** Where alerts go: `internal`, `external` or `all`; `undefined` when nobody chose. */
  choice: string | undefined
}

export const defaultReceiver = "grafana-default-email"

export const defaultPolicy: Policy = {
  receiver: defaultReceiver,
  group_by: ["grafana_folder", "alertname"]
}

/** What a new organization starts with. */
export const defaultConfig: AlertmanagerConfig = {
  templates: {},
  policy: defaultPolicy,
  muteTimings: [],
  receivers: [
    {
      name: defaultReceiver,
      integrations: [
        {
          uid: "",
          name: "email receiver",
          type: "email",
          disableResolveMessage: false,
          settings: { addresses: "<example@email.com>" },
          secrets: {}
        }
      ]
    }
  ]
}

export const makeAlertmanager = (): Alertmanager => ({
  config: defaultConfig,
  applied: defaultConfig,
  lookedAt: undefined,
  history: [],
  provenances: {
    contactPoint: new Map(),
    route: new Map(),
    muteTimeInterval: new Map(),
    template: new Map()
  },
  receiverGrants: new Map(),
  silences: new Map(),
  choice: undefined
})
