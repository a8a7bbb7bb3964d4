import type * as Endpoint from "@effect-grafana/core/Endpoint"
import type {
  BadRequest,
  ExternalUser,
  LoginTaken,
  NotFound,
  NotImplemented,
  SecretsLeft,
  SessionsNotRevoked,
  WeakPassword
} from "@effect-grafana/core/GrafanaError"
import * as Admin from "@effect-grafana/elements/Admin"
import * as CloudMigrations from "@effect-grafana/elements/CloudMigrations"
import * as CloudMigrationSnapshots from "@effect-grafana/elements/CloudMigrationSnapshots"
import type { Message } from "@effect-grafana/elements/Common"
import * as Encryption from "@effect-grafana/elements/Encryption"
import * as Health from "@effect-grafana/elements/Health"
import * as Licensing from "@effect-grafana/elements/Licensing"
import * as Live from "@effect-grafana/elements/Live"
import * as Provisioning from "@effect-grafana/elements/Provisioning"
import * as ReportFiles from "@effect-grafana/elements/ReportFiles"
import * as Reports from "@effect-grafana/elements/Reports"
import * as ReportSettings from "@effect-grafana/elements/ReportSettings"
import * as ServerSettings from "@effect-grafana/elements/ServerSettings"
import * as SigningKeys from "@effect-grafana/elements/SigningKeys"
import type * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import { describe, expect, it } from "tstyche"
import type { Call, Walk } from "./types.js"

describe("the server", () => {
  it("Health", () => {
    expect(Health.get).type.toBe<Endpoint.Endpoint<void, Health.HealthStatus, never>>()
    expect(Health.build()).type.toBe<Call<Health.BuildInfo, BadRequest>>()
    expect(Health.version()).type.toBe<Call<Option.Option<string>, BadRequest>>()
  })

  it("Admin", () => {
    expect(Admin.setPassword).type.toBe<
      Endpoint.Endpoint<
        { readonly id: number | string; readonly password: Redacted.Redacted },
        Message,
        BadRequest | NotFound | WeakPassword | ExternalUser | SessionsNotRevoked
      >
    >()
    expect(Admin.createUser).type.toBe<
      Endpoint.Endpoint<
        {
          readonly login?: string | undefined
          readonly email?: string | undefined
          readonly name?: string | undefined
          readonly password: Redacted.Redacted
          readonly orgId?: number | undefined
        },
        { readonly id: number; readonly uid?: string | undefined; readonly message: string },
        BadRequest | WeakPassword | NotFound | LoginTaken
      >
    >()
  })

  it("ServerSettings", () => {
    expect(ServerSettings.getVerbose).type.toBe<
      Endpoint.Endpoint<void, ServerSettings.VerboseSettings, NotImplemented>
    >()
    expect(ServerSettings.update).type.toBe<
      Endpoint.Endpoint<
        {
          readonly updates?:
            | { readonly [section: string]: { readonly [key: string]: Redacted.Redacted | string } }
            | undefined
          readonly removals?: { readonly [section: string]: ReadonlyArray<string> } | undefined
        } | void,
        Message,
        BadRequest
      >
    >()
  })

  it("Provisioning", () => {
    expect(Provisioning.reloadDashboards).type.toBe<Endpoint.Endpoint<void, Message, never>>()
  })

  it("Encryption", () => {
    expect(Encryption.rotateDataKeys).type.toBe<Endpoint.Endpoint<void, void, never>>()
    expect(Encryption.reencryptSecrets).type.toBe<Endpoint.Endpoint<void, string, SecretsLeft>>()
  })

  it("SigningKeys", () => {
    expect(SigningKeys.list).type.toBe<
      Endpoint.Endpoint<void, { readonly keys: ReadonlyArray<SigningKeys.JsonWebKey> }, never>
    >()
  })

  it("Live", () => {
    expect(Live.push).type.toBe<
      Endpoint.Endpoint<
        {
          readonly id: string
          readonly gf_live_frame_format?: "labels_column" | "wide" | undefined
          readonly payload: string
        },
        void,
        BadRequest
      >
    >()
    expect(Live.list).type.toBe<
      Endpoint.Endpoint<void, { readonly channels: ReadonlyArray<Live.LiveChannel> }, never>
    >()
  })
})

describe("what Enterprise adds", () => {
  it("Licensing", () => {
    expect(Licensing.set).type.toBe<
      Endpoint.Endpoint<{ readonly token: Redacted.Redacted }, Licensing.Licence, BadRequest>
    >()
    expect(Licensing.renew).type.toBe<Endpoint.Endpoint<void, Licensing.Licence | undefined, NotFound>>()
    expect(Licensing.remove).type.toBe<Endpoint.Endpoint<{ readonly instance: string }, void, BadRequest>>()
  })

  it("Reports", () => {
    expect(Reports.get).type.toBe<
      Endpoint.Endpoint<{ readonly id: number }, Reports.Report, BadRequest | NotFound>
    >()
    expect(Reports.send).type.toBe<
      Endpoint.Endpoint<
        {
          readonly id: number
          readonly emails?: string | undefined
          readonly useEmailsFromReport?: boolean | undefined
        },
        Message,
        BadRequest | NotFound
      >
    >()
  })

  it("ReportFiles", () => {
    expect(ReportFiles.getCsv).type.toBe<
      Endpoint.Endpoint<
        {
          readonly dashboards: ReadonlyArray<Reports.ReportDashboard>
          readonly title?: string | undefined
        },
        Uint8Array,
        BadRequest
      >
    >()
  })

  it("ReportSettings", () => {
    expect(ReportSettings.get).type.toBe<Endpoint.Endpoint<void, ReportSettings.ReportSettings, never>>()
    expect<Endpoint.Success<typeof ReportSettings.set>>().type.toBe<Message>()
    expect<Endpoint.Error<typeof ReportSettings.set>>().type.toBe<BadRequest>()
  })
})

describe("migration to Grafana Cloud", () => {
  it("CloudMigrations", () => {
    expect(CloudMigrations.create).type.toBe<
      Endpoint.Endpoint<
        { readonly authToken: Redacted.Redacted },
        CloudMigrations.MigrationSession,
        BadRequest
      >
    >()
    expect(CloudMigrations.remove).type.toBe<
      Endpoint.Endpoint<{ readonly uid: string }, void, BadRequest | NotFound>
    >()
  })

  it("CloudMigrationSnapshots", () => {
    expect(CloudMigrationSnapshots.upload).type.toBe<
      Endpoint.Endpoint<{ readonly uid: string; readonly snapshotUid: string }, void, BadRequest | NotFound>
    >()
    expect(CloudMigrationSnapshots.list.stream({ uid: "a" })).type.toBe<
      Walk<CloudMigrationSnapshots.MigrationSnapshot, BadRequest | NotFound>
    >()
  })
})
