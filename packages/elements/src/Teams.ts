/** Teams of the current organization, their members and preferences. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  AlreadyMember,
  BadRequest,
  NameTaken,
  NotFound,
  TeamProvisioned,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Count, Id, IdOrUid, Message } from "./Common.js"
import { PreferenceFields, Preferences } from "./Preferences.js"

/** A team; `permission` is the signed-in user's own in it: 0 member, 4 admin. */
export interface Team extends Schema.Schema.Type<typeof team> {}
const team = Schema.Struct({
  id: Schema.Int,
  uid: Schema.optional(Schema.String),
  orgId: Schema.Int,
  name: Schema.String,
  email: Schema.String,
  externalUID: Schema.optional(Schema.String),
  isProvisioned: Schema.optional(Schema.Boolean),
  avatarUrl: Schema.String,
  memberCount: Schema.Int,
  permission: Schema.Int,
  accessControl: Schema.optional(Schema.NullOr(Schema.Record({ key: Schema.String, value: Schema.Boolean })))
})
export const Team: Schema.Schema<Team> = team

/** A page of teams. */
export interface TeamPage extends Schema.Schema.Type<typeof teamPage> {}
const teamPage = Schema.Struct({
  totalCount: Schema.Int,
  teams: Endpoint.nullAsEmpty(Schema.Array(Team)),
  page: Schema.Int,
  perPage: Schema.Int
})
export const TeamPage: Schema.Schema<TeamPage> = teamPage

/** A user in a team; `permission` is 0 for a member, 4 for an admin of the team. */
export interface TeamMember extends Schema.Schema.Type<typeof teamMember> {}
const teamMember = Schema.Struct({
  uid: Schema.optional(Schema.String),
  orgId: Schema.Int,
  teamId: Schema.Int,
  teamUID: Schema.optional(Schema.String),
  userId: Schema.Int,
  userUID: Schema.optional(Schema.String),
  auth_module: Schema.String,
  email: Schema.String,
  name: Schema.String,
  login: Schema.String,
  avatarUrl: Schema.String,
  labels: Endpoint.nullAsEmpty(Schema.Array(Schema.String)),
  permission: Schema.Int
})
export const TeamMember: Schema.Schema<TeamMember> = teamMember

// A uid that is not there is answered in the words of a missing route (12.3.0).
const TeamNotFound = when(NotFound, { status: 404, ambiguous: true })

/**
 * Searches teams by a part of their name (`query`) or the whole of it (`name`). With `teamId` the stated total
 * still counts all teams (12.3.0): then do not demand a complete listing.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team/#team-search-with-paging
 */
export const search = Endpoint.list(
  "searchTeams",
  "/api/teams/search",
  {
    query: {
      query: Schema.optional(Schema.String),
      name: Schema.optional(Schema.String),
      teamId: Schema.optional(Schema.Array(Id)),
      sort: Schema.optional(
        Schema.Literal(
          "name-asc",
          "name-desc",
          "email-asc",
          "email-desc",
          "memberCount-asc",
          "memberCount-desc"
        )
      ),
      accesscontrol: Schema.optional(Schema.Boolean),
      page: Schema.optional(Count),
      perpage: Schema.optional(Count)
    },
    success: TeamPage,
    error: [BadRequest]
  },
  Pagination.number({
    page: "page",
    size: "perpage",
    first: 1,
    pageSize: 1000,
    items: "teams",
    total: "totalCount",
    id: "id"
  })
)

/**
 * Finds the team of a name, which an organization has once at most.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team/#team-search-with-paging
 */
export const find = (name: string) =>
  Effect.map(search({ name }), ({ teams }) => Option.fromNullable(teams.find((it) => it.name === name)))

/**
 * Reads one team.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team/#get-team-by-id
 */
export const get = Endpoint.get("getTeamByID", "/api/teams/{id}", {
  params: { id: IdOrUid },
  query: { accesscontrol: Schema.optional(Schema.Boolean) },
  success: Team,
  error: [BadRequest, TeamNotFound]
})

/**
 * Creates a team. A user who creates one becomes its admin, a service account does not join.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team/#add-team
 */
export const create = Endpoint.keyed(
  Endpoint.post("createTeam", "/api/teams", {
    payload: { name: Schema.NonEmptyString, email: Schema.optional(Schema.String) },
    success: Schema.Struct({
      message: Schema.String,
      teamId: Schema.Int,
      uid: Schema.optional(Schema.String)
    }),
    error: [BadRequest, NameTaken]
  }),
  {
    read: search,
    input: ({ name }) => ({ name }),
    // A team of the name may have stood there before: it is never taken for the one that was to be created.
    decide: (_, found) =>
      Option.exists(found, ({ teams }) => teams.length > 0) ? Endpoint.conflict : Endpoint.notDone
  }
)

/**
 * Renames a team and sets its e-mail; both have to be given, because Grafana empties an e-mail that is left out.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team/#update-team
 */
export const update = Endpoint.put("updateTeam", "/api/teams/{id}", {
  params: { id: IdOrUid },
  payload: { name: Schema.NonEmptyString, email: Schema.String },
  success: Message,
  // A taken name is a 400 here and a 409 of `create` (12.3.0).
  error: [
    BadRequest,
    TeamNotFound,
    when(NameTaken, { status: 400, message: "Team name taken" }, { status: 409 }),
    TeamProvisioned
  ]
})

/**
 * Deletes a team, with the permissions that it was given.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team/#delete-team-by-id
 */
export const remove = Endpoint.delete("deleteTeamByID", "/api/teams/{id}", {
  params: { id: IdOrUid },
  success: Message,
  error: [BadRequest, TeamNotFound, TeamProvisioned],
  gone: { message: "Team deleted" }
})

/**
 * Lists the members of a team; an unknown id has none (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team/#get-team-members
 */
export const listMembers = Endpoint.get("getTeamMembers", "/api/teams/{id}/members", {
  params: { id: IdOrUid },
  success: Endpoint.nullAsEmpty(Schema.Array(TeamMember)),
  error: [BadRequest, TeamNotFound]
})

/**
 * Adds a user to a team as a member.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team/#add-team-member
 */
export const addMember = Endpoint.keyed(
  Endpoint.post("addTeamMember", "/api/teams/{id}/members", {
    params: { id: IdOrUid },
    payload: { userId: Id },
    success: Message,
    error: [
      BadRequest,
      TeamNotFound,
      // An unknown user (12.3.0).
      when(NotFound, { status: 500, message: "Failed to add Member to Team" }),
      AlreadyMember,
      TeamProvisioned
    ]
  }),
  {
    read: listMembers,
    input: ({ id }) => ({ id }),
    decide: ({ userId }, found) =>
      Option.exists(found, (members) => members.some((it) => it.userId === userId))
        ? Endpoint.done({ message: "Member added to Team" })
        : Endpoint.notDone
  }
)

/**
 * Makes a member of a team its admin (4) or an ordinary member again (0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team/
 */
export const updateMember = Endpoint.put("updateTeamMember", "/api/teams/{id}/members/{userId}", {
  params: { id: IdOrUid, userId: Id },
  // Any other number is answered with 200 and makes an ordinary member (12.3.0).
  payload: { permission: Schema.Literal(0, 4) },
  success: Message,
  error: [BadRequest, TeamNotFound, TeamProvisioned]
})

/**
 * Removes a user from a team.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team/#remove-member-from-team
 */
export const removeMember = Endpoint.delete("removeTeamMember", "/api/teams/{id}/members/{userId}", {
  params: { id: IdOrUid, userId: Id },
  success: Message,
  error: [BadRequest, TeamNotFound, TeamProvisioned],
  gone: { message: "Team Member removed" }
})

/**
 * Replaces all members of a team by users of these e-mails; who is in neither list is removed.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team/#bulk-update-team-members
 */
export const replaceMembers = Endpoint.put("setTeamMemberships", "/api/teams/{id}/members", {
  params: { id: IdOrUid },
  payload: { members: Schema.Array(Schema.NonEmptyString), admins: Schema.Array(Schema.NonEmptyString) },
  success: Message,
  error: [BadRequest, TeamNotFound, TeamProvisioned]
})

/**
 * Reads the preferences of a team; an unknown id has none (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team/#get-team-preferences
 */
export const getPreferences = Endpoint.get("getTeamPreferences", "/api/teams/{id}/preferences", {
  params: { id: IdOrUid },
  success: Preferences,
  error: [BadRequest, TeamNotFound]
})

/**
 * Sets the preferences of a team; what is left out is taken back, but for the home dashboard (12.3.0). A home
 * dashboard that is not there is `NotFound`; an unknown team's id is not noticed.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team/#update-team-preferences
 */
export const updatePreferences = Endpoint.put("updateTeamPreferences", "/api/teams/{id}/preferences", {
  params: { id: IdOrUid },
  payload: PreferenceFields,
  success: Message,
  error: [BadRequest, TeamNotFound]
})
