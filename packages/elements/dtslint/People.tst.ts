import type * as Endpoint from "@effect-grafana/core/Endpoint"
import type {
  AlreadyMember,
  BadRequest,
  ExternalUser,
  InviteNotPending,
  LastAdmin,
  LoginTaken,
  NameTaken,
  NotForServiceAccounts,
  NotFound,
  NotInOrganization,
  QuotaReached,
  QuotasDisabled,
  SignUpDisabled,
  TeamProvisioned,
  WeakPassword,
  WrongPassword
} from "@effect-grafana/core/GrafanaError"
import type * as Pagination from "@effect-grafana/core/Pagination"
import * as AnonymousDevices from "@effect-grafana/elements/AnonymousDevices"
import * as ApiKeyMigration from "@effect-grafana/elements/ApiKeyMigration"
import type { Message, Quota } from "@effect-grafana/elements/Common"
import * as Invites from "@effect-grafana/elements/Invites"
import * as Organization from "@effect-grafana/elements/Organization"
import * as Organizations from "@effect-grafana/elements/Organizations"
import type * as Preferences from "@effect-grafana/elements/Preferences"
import * as ServiceAccounts from "@effect-grafana/elements/ServiceAccounts"
import * as SignUp from "@effect-grafana/elements/SignUp"
import * as Teams from "@effect-grafana/elements/Teams"
import * as User from "@effect-grafana/elements/User"
import * as Users from "@effect-grafana/elements/Users"
import type * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import { describe, expect, it } from "tstyche"
import type { Call, Walk, Word } from "./types.js"

type Role = "None" | "Viewer" | "Editor" | "Admin"

describe("users", () => {
  it("Users", () => {
    expect(Users.get).type.toBe<
      Endpoint.Endpoint<
        { readonly id: number | string; readonly accesscontrol?: boolean | undefined },
        Users.User,
        BadRequest | NotFound
      >
    >()
    expect(Users.update({ id: 1, login: "a" })).type.toBe<
      Call<Message, BadRequest | NotFound | LoginTaken | ExternalUser>
    >()
    expect(Users.find("a@example.com")).type.toBe<Call<Option.Option<Users.User>>>()
    expect(Users.list.stream()).type.toBe<Walk<Users.UserHit, BadRequest>>()
    expect(Users.search.stream({ query: "a" }, { pageSize: 10, complete: "demand" })).type.toBe<
      Walk<Users.UserHit, BadRequest>
    >()
  })

  it("User", () => {
    expect(User.get).type.toBe<Endpoint.Endpoint<void, Users.User, NotFound>>()
    expect(User.changePassword).type.toBe<
      Endpoint.Endpoint<
        { readonly oldPassword: Redacted.Redacted; readonly newPassword: Redacted.Redacted },
        Message,
        BadRequest | WrongPassword | WeakPassword | ExternalUser | NotForServiceAccounts
      >
    >()
    expect(User.switchOrganization).type.toBe<
      Endpoint.Endpoint<
        { readonly orgId: number },
        Message,
        BadRequest | NotInOrganization | NotForServiceAccounts
      >
    >()
  })

  it("Preferences", () => {
    expect(User.getPreferences).type.toBe<Endpoint.Endpoint<void, Preferences.Preferences, never>>()
    expect(User.patchPreferences).type.toBe<
      Endpoint.Endpoint<
        {
          readonly theme?: "" | "light" | "dark" | "system" | Word | undefined
          readonly timezone?: "" | "utc" | "browser" | Word | undefined
          readonly weekStart?: "" | "saturday" | "sunday" | "monday" | Word | undefined
          readonly language?: string | undefined
          readonly regionalFormat?: string | undefined
          readonly homeDashboardUID?: string | undefined
          readonly homeDashboardId?: number | undefined
          readonly navbar?: { readonly bookmarkUrls: ReadonlyArray<string> } | undefined
          readonly queryHistory?: { readonly homeTab: string } | undefined
          readonly cookies?: ReadonlyArray<"functional" | "performance" | "analytics"> | undefined
        } | void,
        Message,
        BadRequest | NotFound
      >
    >()
  })

  it("AnonymousDevices", () => {
    expect(AnonymousDevices.list).type.toBe<
      Endpoint.Endpoint<void, ReadonlyArray<AnonymousDevices.Device>, NotFound>
    >()
    expect(AnonymousDevices.search.stream({ sort: "updatedAt-desc" })).type.toBe<
      Walk<AnonymousDevices.DeviceHit, BadRequest | NotFound>
    >()
  })

  it("Invites", () => {
    expect(Invites.complete).type.toBe<
      Endpoint.Endpoint<
        {
          readonly inviteCode: Redacted.Redacted
          readonly email: string
          readonly username?: string | undefined
          readonly name?: string | undefined
          readonly password: Redacted.Redacted
          readonly confirmPassword?: Redacted.Redacted | undefined
        },
        { readonly id: number; readonly message: string },
        BadRequest | NotFound | InviteNotPending | LoginTaken
      >
    >()
  })

  it("SignUp", () => {
    expect(SignUp.start).type.toBe<
      Endpoint.Endpoint<
        { readonly email: string },
        { readonly status: string },
        BadRequest | SignUpDisabled | QuotaReached | LoginTaken
      >
    >()
  })
})

describe("teams", () => {
  it("Teams", () => {
    expect(Teams.create).type.toBe<
      Endpoint.Endpoint<
        { readonly name: string; readonly email?: string | undefined },
        { readonly message: string; readonly teamId: number; readonly uid?: string | undefined },
        BadRequest | NameTaken
      >
    >()
    expect(Teams.addMember).type.toBe<
      Endpoint.Endpoint<
        { readonly id: number | string; readonly userId: number },
        Message,
        BadRequest | NotFound | AlreadyMember | TeamProvisioned
      >
    >()
    expect(Teams.find("a")).type.toBe<Call<Option.Option<Teams.Team>, BadRequest>>()
    expect(Teams.search.stream({})).type.toBe<Walk<Teams.Team, BadRequest>>()
  })
})

describe("organizations", () => {
  it("Organization", () => {
    expect(Organization.get).type.toBe<Endpoint.Endpoint<void, Organization.Organization, NotFound>>()
    expect(Organization.addUser).type.toBe<
      Endpoint.Endpoint<
        { readonly loginOrEmail: string; readonly role: Role },
        Organization.AddedUser,
        BadRequest | NotFound | AlreadyMember | QuotaReached
      >
    >()
    expect(Organization.searchUsers.stream()).type.toBe<Walk<Organization.OrganizationUser, BadRequest>>()
  })

  it("Organizations", () => {
    expect(Organizations.updateUser).type.toBe<
      Endpoint.Endpoint<
        { readonly id: number; readonly userId: number; readonly role: Role },
        Message,
        BadRequest | NotFound | LastAdmin | ExternalUser
      >
    >()
    expect(Organizations.listQuotas).type.toBe<
      Endpoint.Endpoint<{ readonly id: number }, ReadonlyArray<Quota>, BadRequest | NotFound | QuotasDisabled>
    >()
    expect(Organizations.find("a")).type.toBe<Call<Option.Option<Organization.Organization>>>()
    expect(Organizations.list.stream()).type.toBe<Walk<Organizations.OrganizationHit>>()
    expect(Organizations.searchUsers.stream({ id: 1 })).type.toBe<
      Walk<Organization.OrganizationUser, BadRequest>
    >()
  })
})

describe("service accounts", () => {
  it("ServiceAccounts", () => {
    expect(ServiceAccounts.createToken).type.toBe<
      Endpoint.Endpoint<
        {
          readonly id: number | string
          readonly name: string
          readonly secondsToLive?: number | undefined
        },
        ServiceAccounts.CreatedToken,
        BadRequest | NotFound | NameTaken
      >
    >()
    expect(ServiceAccounts.find("a")).type.toBe<
      Call<Option.Option<ServiceAccounts.ServiceAccountHit>, Pagination.PaginationError>
    >()
    expect(ServiceAccounts.search.stream({ disabled: true })).type.toBe<
      Walk<ServiceAccounts.ServiceAccountHit>
    >()
  })

  it("ApiKeyMigration", () => {
    expect(ApiKeyMigration.migrateAll).type.toBe<Endpoint.Endpoint<void, ApiKeyMigration.Migrated, never>>()
    expect(ApiKeyMigration.migrate).type.toBe<
      Endpoint.Endpoint<{ readonly keyId: number }, Message, BadRequest>
    >()
  })
})
