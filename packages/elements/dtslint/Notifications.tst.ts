import type * as Endpoint from "@effect-grafana/core/Endpoint"
import type {
  AlertmanagerNotReady,
  BadRequest,
  ConcurrentWrite,
  DataSourceUnauthorized,
  InUse,
  NameTaken,
  NotFound,
  ProvenanceMismatch,
  UidTaken,
  VersionMismatch
} from "@effect-grafana/core/GrafanaError"
import * as AlertingSettings from "@effect-grafana/elements/AlertingSettings"
import * as Alertmanager from "@effect-grafana/elements/Alertmanager"
import * as AlertmanagerReceivers from "@effect-grafana/elements/AlertmanagerReceivers"
import * as AlertsLegacy from "@effect-grafana/elements/AlertsLegacy"
import type { Message, Removed } from "@effect-grafana/elements/Common"
import * as ContactPoints from "@effect-grafana/elements/ContactPoints"
import * as DataSourceAlertmanagers from "@effect-grafana/elements/DataSourceAlertmanagers"
import * as MuteTimings from "@effect-grafana/elements/MuteTimings"
import * as NotificationChannels from "@effect-grafana/elements/NotificationChannels"
import * as NotificationExports from "@effect-grafana/elements/NotificationExports"
import * as NotificationPolicies from "@effect-grafana/elements/NotificationPolicies"
import * as NotificationTemplates from "@effect-grafana/elements/NotificationTemplates"
import * as Silences from "@effect-grafana/elements/Silences"
import { describe, expect, it } from "tstyche"
import type { Json } from "./types.js"

type Refused = BadRequest | ProvenanceMismatch | ConcurrentWrite
type OfAlertmanager = BadRequest | NotFound | AlertmanagerNotReady

describe("notifications", () => {
  it("AlertingSettings", () => {
    expect(AlertingSettings.get).type.toBe<
      Endpoint.Endpoint<void, AlertingSettings.AlertingSettings, NotFound>
    >()
    expect(AlertingSettings.set).type.toBe<
      Endpoint.Endpoint<
        { readonly alertmanagersChoice: "all" | "internal" | "external" },
        Message,
        BadRequest
      >
    >()
  })

  it("Alertmanager", () => {
    expect(Alertmanager.history).type.toBe<
      Endpoint.Endpoint<
        { readonly limit?: number | undefined } | void,
        ReadonlyArray<Alertmanager.PastConfiguration>,
        OfAlertmanager
      >
    >()
    expect(Alertmanager.activate).type.toBe<
      Endpoint.Endpoint<{ readonly id: number }, Message, OfAlertmanager>
    >()
  })

  it("AlertmanagerReceivers", () => {
    expect(AlertmanagerReceivers.list).type.toBe<
      Endpoint.Endpoint<void, ReadonlyArray<AlertmanagerReceivers.RunningReceiver>, OfAlertmanager>
    >()
    expect<
      Endpoint.Success<typeof AlertmanagerReceivers.testTemplate>
    >().type.toBe<AlertmanagerReceivers.TemplateTest>()
  })

  it("AlertsLegacy", () => {
    expect(AlertsLegacy.pauseAll).type.toBe<
      Endpoint.Endpoint<{ readonly paused: boolean }, AlertsLegacy.PausedAll, never>
    >()
    expect<Endpoint.Success<typeof AlertsLegacy.list>>().type.toBe<ReadonlyArray<AlertsLegacy.PanelAlert>>()
  })

  it("ContactPoints", () => {
    expect(ContactPoints.list).type.toBe<
      Endpoint.Endpoint<
        { readonly name?: string | undefined } | void,
        ReadonlyArray<ContactPoints.ContactPoint>,
        never
      >
    >()
    expect(ContactPoints.create).type.toBe<
      Endpoint.Endpoint<
        {
          readonly disableProvenance?: boolean | undefined
          readonly uid?: string | undefined
          readonly name: string
          readonly type: string
          readonly settings: Json
          readonly disableResolveMessage?: boolean | undefined
        },
        ContactPoints.ContactPoint,
        Refused | UidTaken
      >
    >()
    expect(ContactPoints.remove).type.toBe<
      Endpoint.Endpoint<{ readonly uid: string }, Message, Refused | InUse>
    >()
  })

  it("MuteTimings", () => {
    expect(MuteTimings.create).type.toBe<
      Endpoint.Endpoint<
        {
          readonly disableProvenance?: boolean | undefined
          readonly name: string
          readonly time_intervals: ReadonlyArray<MuteTimings.TimeInterval>
        },
        MuteTimings.MuteTiming,
        Refused | NameTaken
      >
    >()
    expect<Endpoint.Error<typeof MuteTimings.update>>().type.toBe<
      Refused | NotFound | InUse | VersionMismatch
    >()
  })

  it("NotificationChannels", () => {
    expect(NotificationChannels.get).type.toBe<
      Endpoint.Endpoint<{ readonly uid: string }, NotificationChannels.NotificationChannel, NotFound>
    >()
    expect(NotificationChannels.remove).type.toBe<
      Endpoint.Endpoint<{ readonly uid: string }, Removed, NotFound>
    >()
  })

  it("NotificationExports", () => {
    expect(NotificationExports.contactPoints).type.toBe<
      Endpoint.Endpoint<
        {
          readonly format?: "json" | undefined
          readonly download?: boolean | undefined
          readonly name?: string | undefined
          readonly decrypt?: boolean | undefined
        } | void,
        NotificationExports.ContactPointsFile,
        never
      >
    >()
    expect(NotificationExports.policiesText).type.toBe<
      Endpoint.Endpoint<
        { readonly format: "yaml" | "hcl"; readonly download?: boolean | undefined },
        string,
        NotFound
      >
    >()
  })

  it("NotificationPolicies", () => {
    expect(NotificationPolicies.get).type.toBe<
      Endpoint.Endpoint<void, NotificationPolicies.Route, NotFound>
    >()
    expect(NotificationPolicies.replace).type.toBe<
      Endpoint.Endpoint<
        {
          readonly disableProvenance?: boolean | undefined
          readonly receiver: string
          readonly group_by?: ReadonlyArray<string> | undefined
          readonly group_wait?: string | undefined
          readonly group_interval?: string | undefined
          readonly repeat_interval?: string | undefined
          readonly routes?: ReadonlyArray<NotificationPolicies.RouteInput> | undefined
        },
        Message,
        Refused | NotFound
      >
    >()
    expect<NotificationPolicies.RouteInput["routes"]>().type.toBe<
      ReadonlyArray<NotificationPolicies.RouteInput> | undefined
    >()
  })

  it("NotificationTemplates", () => {
    expect(NotificationTemplates.save).type.toBe<
      Endpoint.Endpoint<
        {
          readonly name: string
          readonly disableProvenance?: boolean | undefined
          readonly template: string
          readonly version?: string | undefined
        },
        NotificationTemplates.NotificationTemplate,
        Refused | NotFound | NameTaken | VersionMismatch
      >
    >()
  })

  it("Silences", () => {
    expect(Silences.save).type.toBe<
      Endpoint.Endpoint<typeof Silences.SilenceInput.Type, Silences.SavedSilence, OfAlertmanager>
    >()
    expect(Silences.remove).type.toBe<Endpoint.Endpoint<{ readonly id: string }, Message, OfAlertmanager>>()
    // A silence without matchers would silence everything.
    expect(Silences.save).type.not.toBeCallableWith({
      startsAt: "a",
      endsAt: "b",
      createdBy: "c",
      comment: "",
      matchers: []
    })
  })

  it("DataSourceAlertmanagers", () => {
    expect(DataSourceAlertmanagers.listSilences).type.toBe<
      Endpoint.Endpoint<
        { readonly uid: string; readonly filter?: ReadonlyArray<string> | undefined },
        ReadonlyArray<Silences.Silence>,
        BadRequest | NotFound | DataSourceUnauthorized
      >
    >()
    expect<Endpoint.Success<typeof DataSourceAlertmanagers.listAlerts>>().type.toBe<
      ReadonlyArray<Alertmanager.HeldAlert>
    >()
  })
})
