import type * as Endpoint from "@effect-grafana/core/Endpoint"
import type {
  AlreadyMember,
  AssigneeNotFound,
  BadRequest,
  NotFound,
  TeamProvisioned
} from "@effect-grafana/core/GrafanaError"
import * as AccessControl from "@effect-grafana/elements/AccessControl"
import type { Message } from "@effect-grafana/elements/Common"
import * as DataSourcePermissions from "@effect-grafana/elements/DataSourcePermissions"
import * as DataSourceTeamRules from "@effect-grafana/elements/DataSourceTeamRules"
import * as GroupSync from "@effect-grafana/elements/GroupSync"
import * as Ldap from "@effect-grafana/elements/Ldap"
import * as Roles from "@effect-grafana/elements/Roles"
import * as Saml from "@effect-grafana/elements/Saml"
import * as SsoSettings from "@effect-grafana/elements/SsoSettings"
import * as TeamGroups from "@effect-grafana/elements/TeamGroups"
import * as TeamRoles from "@effect-grafana/elements/TeamRoles"
import * as UserPermissions from "@effect-grafana/elements/UserPermissions"
import * as UserRoles from "@effect-grafana/elements/UserRoles"
import type * as Redacted from "effect/Redacted"
import { describe, expect, it } from "tstyche"
import type { Walk, Word } from "./types.js"

describe("permissions", () => {
  it("AccessControl", () => {
    expect(AccessControl.setForTeam).type.toBe<
      Endpoint.Endpoint<
        {
          readonly resource:
            | "folders"
            | "dashboards"
            | "teams"
            | "serviceaccounts"
            | "datasources"
            | "receivers"
            | Word
          readonly resourceId: number | string
          readonly teamId: number | string
          readonly permission: "" | "View" | "Edit" | "Admin" | "Member" | "Query"
        },
        Message,
        BadRequest | NotFound | AssigneeNotFound | TeamProvisioned
      >
    >()
    expect<Endpoint.Success<typeof AccessControl.get>>().type.toBe<
      ReadonlyArray<AccessControl.ResourcePermission>
    >()
  })

  it("UserPermissions", () => {
    expect(UserPermissions.search).type.toBe<
      Endpoint.Endpoint<
        {
          readonly namespacedId?: string | undefined
          readonly action?: string | undefined
          readonly actionPrefix?: string | undefined
          readonly scope?: string | undefined
        } | void,
        { readonly [user: string]: UserPermissions.ScopesByAction },
        BadRequest
      >
    >()
    expect(UserPermissions.get).type.toBe<
      Endpoint.Endpoint<
        { readonly userId: number },
        ReadonlyArray<{ readonly action: string; readonly scope?: string | undefined }>,
        BadRequest | NotFound
      >
    >()
  })

  it("DataSourcePermissions", () => {
    expect(DataSourcePermissions.enable).type.toBe<
      Endpoint.Endpoint<{ readonly id: number }, Message, BadRequest | NotFound>
    >()
    expect(DataSourcePermissions.add).type.toBe<
      Endpoint.Endpoint<
        {
          readonly id: number
          readonly userId?: number | undefined
          readonly teamId?: number | undefined
          readonly builtInRole?: "None" | "Viewer" | "Editor" | "Admin" | undefined
          readonly permission: 1 | 2
        },
        Message,
        BadRequest | NotFound
      >
    >()
  })

  it("DataSourceTeamRules", () => {
    expect(DataSourceTeamRules.get).type.toBe<
      Endpoint.Endpoint<
        { readonly uid: string },
        { readonly rules: ReadonlyArray<DataSourceTeamRules.TeamRule> },
        BadRequest | NotFound
      >
    >()
  })
})

describe("roles", () => {
  it("Roles", () => {
    expect(Roles.get).type.toBe<
      Endpoint.Endpoint<{ readonly uid: string }, Roles.Role, BadRequest | NotFound>
    >()
    expect(Roles.setAssignments).type.toBe<
      Endpoint.Endpoint<
        {
          readonly uid: string
          readonly users: ReadonlyArray<number>
          readonly teams: ReadonlyArray<number>
          readonly service_accounts: ReadonlyArray<number>
        },
        Roles.RoleAssignments,
        BadRequest | NotFound
      >
    >()
    // The word is asked for: it puts every basic role back.
    expect(Roles.resetBasicRoles).type.not.toBeCallableWith()
    expect(Roles.resetBasicRoles).type.toBeCallableWith({ BasicRoles: true })
  })

  it("TeamRoles", () => {
    expect(TeamRoles.search).type.toBe<
      Endpoint.Endpoint<
        {
          readonly teamIds: ReadonlyArray<number>
          readonly orgId?: number | undefined
          readonly includeHidden?: boolean | undefined
        },
        { readonly [team: string]: ReadonlyArray<Roles.Role> },
        BadRequest
      >
    >()
    expect(TeamRoles.remove).type.toBe<
      Endpoint.Endpoint<{ readonly teamId: number; readonly roleUid: string }, Message, BadRequest | NotFound>
    >()
  })

  it("UserRoles", () => {
    expect(UserRoles.list).type.toBe<
      Endpoint.Endpoint<
        {
          readonly userId: number
          readonly includeHidden?: boolean | undefined
          readonly includeMapped?: boolean | undefined
        },
        ReadonlyArray<Roles.Role>,
        BadRequest | NotFound
      >
    >()
  })

  it("GroupSync", () => {
    expect(GroupSync.create).type.toBe<
      Endpoint.Endpoint<
        { readonly groupId: string; readonly roles: ReadonlyArray<string> },
        Message,
        BadRequest | NotFound
      >
    >()
    expect(GroupSync.listRoles).type.toBe<
      Endpoint.Endpoint<{ readonly groupId: string }, ReadonlyArray<Roles.Role>, BadRequest | NotFound>
    >()
  })

  it("TeamGroups", () => {
    expect(TeamGroups.add).type.toBe<
      Endpoint.Endpoint<
        { readonly id: number; readonly groupId: string },
        Message,
        BadRequest | NotFound | AlreadyMember
      >
    >()
    expect(TeamGroups.search.stream({ id: 1 })).type.toBe<Walk<TeamGroups.TeamGroup, BadRequest | NotFound>>()
  })
})

describe("signing in", () => {
  it("SsoSettings", () => {
    expect(SsoSettings.list).type.toBe<
      Endpoint.Endpoint<void, ReadonlyArray<SsoSettings.SsoProvider>, BadRequest>
    >()
    expect<Endpoint.Error<typeof SsoSettings.remove>>().type.toBe<BadRequest | NotFound>()
    expect<Endpoint.Success<typeof SsoSettings.remove>>().type.toBe<void>()
    expect(SsoSettings.get).type.toBeCallableWith({ provider: "a provider to come" })
  })

  it("Ldap", () => {
    expect(Ldap.getUser).type.toBe<
      Endpoint.Endpoint<{ readonly login: string }, Ldap.LdapUser, BadRequest | NotFound>
    >()
    expect(Ldap.getStatus).type.toBe<Endpoint.Endpoint<void, ReadonlyArray<Ldap.LdapServer>, BadRequest>>()
  })

  it("Saml", () => {
    expect(Saml.getMetadata).type.toBe<Endpoint.Endpoint<void, string, never>>()
    expect(Saml.postAssertion).type.toBe<
      Endpoint.Endpoint<
        { readonly RelayState?: string | undefined; readonly SAMLResponse: Redacted.Redacted },
        void,
        never
      >
    >()
  })
})
