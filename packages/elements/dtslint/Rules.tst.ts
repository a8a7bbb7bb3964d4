import type * as Endpoint from "@effect-grafana/core/Endpoint"
import type {
  BadRequest,
  ConcurrentWrite,
  DataSourceUnauthorized,
  FolderNotFound,
  NameTaken,
  NotFound,
  ProvenanceMismatch,
  QuotaReached,
  UidTaken
} from "@effect-grafana/core/GrafanaError"
import type * as Alerting from "@effect-grafana/elements/Alerting"
import * as AlertRuleExports from "@effect-grafana/elements/AlertRuleExports"
import * as AlertRules from "@effect-grafana/elements/AlertRules"
import * as AlertRuleTests from "@effect-grafana/elements/AlertRuleTests"
import type { Message } from "@effect-grafana/elements/Common"
import * as CortexImport from "@effect-grafana/elements/CortexImport"
import * as DataSourceRuler from "@effect-grafana/elements/DataSourceRuler"
import * as PrometheusImport from "@effect-grafana/elements/PrometheusImport"
import * as PrometheusRules from "@effect-grafana/elements/PrometheusRules"
import type { Frame, QueryResults } from "@effect-grafana/elements/Queries"
import * as RecordingRules from "@effect-grafana/elements/RecordingRules"
import * as RuleGroups from "@effect-grafana/elements/RuleGroups"
import * as Ruler from "@effect-grafana/elements/Ruler"
import * as RulerRules from "@effect-grafana/elements/RulerRules"
import { describe, expect, it } from "tstyche"
import type { Json, Walk } from "./types.js"

type Proxied = BadRequest | NotFound | DataSourceUnauthorized
type Refused = BadRequest | ProvenanceMismatch | ConcurrentWrite
interface FolderHeader {
  readonly folderUid?: string | undefined
}
interface Import extends FolderHeader {
  readonly namespace: string
  readonly datasourceUid: string
  readonly targetDatasourceUid?: string | undefined
  readonly alertRulesPaused?: boolean | undefined
  readonly recordingRulesPaused?: boolean | undefined
  readonly notificationSettings?: Alerting.NotificationSettingsInput | undefined
  readonly extraLabels?: { readonly [label: string]: string } | undefined
  readonly disableProvenance?: boolean | undefined
  readonly name: string
  readonly interval?: string | undefined
  readonly query_offset?: string | undefined
  readonly limit?: number | undefined
  readonly rules: readonly [Alerting.PrometheusRuleInput, ...ReadonlyArray<Alerting.PrometheusRuleInput>]
  readonly labels?: Alerting.Labels | undefined
}

describe("rules", () => {
  it("Alerting", () => {
    expect<Alerting.Labels>().type.toBe<{ readonly [label: string]: string }>()
    expect<Alerting.AlertQueryInput>().type.toBe<{
      readonly refId: string
      readonly queryType?: string | undefined
      readonly relativeTimeRange?: { readonly from: number; readonly to: number } | undefined
      readonly datasourceUid: string
      readonly model: Json
    }>()
    // A Prometheus rule alerts or records, never both.
    expect<{ alert: "a"; record: "b"; expr: "c" }>().type.toBeAssignableTo<Alerting.PrometheusRuleInput>()
    expect<{ expr: "c" }>().type.not.toBeAssignableTo<Alerting.PrometheusRuleInput>()
  })

  it("AlertRules", () => {
    expect(AlertRules.get).type.toBe<
      Endpoint.Endpoint<{ readonly uid: string }, AlertRules.AlertRule, NotFound>
    >()
    expect(AlertRules.remove).type.toBe<
      Endpoint.Endpoint<
        { readonly uid: string; readonly disableProvenance?: boolean | undefined },
        void,
        Refused
      >
    >()
    expect<Endpoint.Error<typeof AlertRules.create>>().type.toBe<
      Refused | FolderNotFound | QuotaReached | NameTaken | UidTaken
    >()
    expect(AlertRules.list.stream()).type.toBe<Walk<AlertRules.AlertRule>>()
  })

  it("AlertRuleExports", () => {
    expect(AlertRuleExports.rule).type.toBe<
      Endpoint.Endpoint<
        {
          readonly uid: string
          readonly format?: "json" | undefined
          readonly download?: boolean | undefined
        },
        AlertRuleExports.RulesFile,
        NotFound
      >
    >()
    expect(AlertRuleExports.groupText).type.toBe<
      Endpoint.Endpoint<
        {
          readonly folderUid: string
          readonly group: string
          readonly format: "yaml" | "hcl"
          readonly download?: boolean | undefined
        },
        string,
        NotFound
      >
    >()
  })

  it("AlertRuleTests", () => {
    expect(AlertRuleTests.evaluate).type.toBe<
      Endpoint.Endpoint<
        {
          readonly data: readonly [Alerting.AlertQueryInput, ...ReadonlyArray<Alerting.AlertQueryInput>]
          readonly condition?: string | undefined
          readonly now?: string | undefined
        },
        { readonly results: QueryResults },
        BadRequest
      >
    >()
    expect(AlertRuleTests.testExpression).type.toBe<
      Endpoint.Endpoint<
        { readonly uid: string; readonly expr: string },
        { readonly instances: ReadonlyArray<Frame> },
        Proxied
      >
    >()
  })

  it("RuleGroups", () => {
    expect(RuleGroups.get).type.toBe<
      Endpoint.Endpoint<
        { readonly folderUid: string; readonly group: string },
        RuleGroups.RuleGroup,
        NotFound
      >
    >()
    expect<Endpoint.Error<typeof RuleGroups.replace>>().type.toBe<
      Refused | FolderNotFound | QuotaReached | NameTaken | UidTaken
    >()
  })

  it("Ruler", () => {
    expect(Ruler.setPaused).type.toBe<
      Endpoint.Endpoint<
        { readonly folder: string; readonly is_paused: boolean },
        Message,
        BadRequest | NotFound | ProvenanceMismatch | ConcurrentWrite
      >
    >()
    expect(Ruler.list).type.toBe<
      Endpoint.Endpoint<
        {
          readonly dashboard_uid?: string | undefined
          readonly panel_id?: number | undefined
          readonly deleted?: boolean | undefined
        } | void,
        Ruler.RulerGroups,
        BadRequest
      >
    >()
  })

  it("RulerRules", () => {
    expect(RulerRules.versions).type.toBe<
      Endpoint.Endpoint<{ readonly uid: string }, ReadonlyArray<RulerRules.RulerRule>, NotFound>
    >()
    expect(RulerRules.removeFromTrash).type.toBe<
      Endpoint.Endpoint<{ readonly guid: string }, Message | undefined, NotFound>
    >()
  })

  it("DataSourceRuler", () => {
    expect(DataSourceRuler.get).type.toBe<
      Endpoint.Endpoint<
        {
          readonly uid: string
          readonly namespace: string
          readonly group: string
          readonly subtype?: "cortex" | "mimir" | "prometheus" | undefined
        },
        DataSourceRuler.DataSourceRuleGroup,
        Proxied
      >
    >()
  })

  it("PrometheusRules", () => {
    expect(PrometheusRules.listAlerts).type.toBe<
      Endpoint.Endpoint<
        { readonly includeInternalLabels?: boolean | undefined } | void,
        {
          readonly status: "success"
          readonly data: { readonly alerts: ReadonlyArray<PrometheusRules.Alert> }
        },
        BadRequest
      >
    >()
    expect(PrometheusRules.list.stream({ folder_uid: "a" })).type.toBe<
      Walk<PrometheusRules.RuleGroupState, BadRequest>
    >()
  })

  it("PrometheusImport", () => {
    expect(PrometheusImport.list).type.toBe<
      Endpoint.Endpoint<FolderHeader | void, PrometheusImport.ImportedGroups, NotFound>
    >()
    expect(PrometheusImport.importGroup).type.toBe<
      Endpoint.Endpoint<
        Import,
        PrometheusImport.ImportDone,
        BadRequest | NotFound | ProvenanceMismatch | ConcurrentWrite | QuotaReached
      >
    >()
  })

  it("CortexImport", () => {
    expect(CortexImport.get).type.toBe<
      Endpoint.Endpoint<
        {
          readonly namespace: string
          readonly group: string
          readonly folderUid?: string | undefined
        },
        PrometheusImport.ImportedGroup,
        NotFound
      >
    >()
    // Both spellings of the route take and give the same.
    expect(CortexImport.importGroup).type.toBe(PrometheusImport.importGroup)
    expect(CortexImport.remove).type.toBe(PrometheusImport.remove)
  })

  it("RecordingRules", () => {
    expect(RecordingRules.setWriteTarget).type.toBe<
      Endpoint.Endpoint<
        { readonly data_source_uid: string; readonly remote_write_path?: string | undefined },
        RecordingRules.WriteTarget,
        BadRequest | NotFound
      >
    >()
    expect(RecordingRules.remove).type.toBe<
      Endpoint.Endpoint<{ readonly id: number | string }, Message, NotFound>
    >()
  })
})
