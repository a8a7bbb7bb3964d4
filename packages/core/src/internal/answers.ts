/** The errors that Grafana answers on some endpoints, a line each; `GrafanaError` exports them. */
import { ApiError } from "./apiError.js"

/** Grafana refuses the input: malformed, a field is missing, or a rule of the resource is broken. */
export class BadRequest extends ApiError("BadRequest", { status: 400 }) {}

/** The object is not there, or not visible to this credential. */
export class NotFound extends ApiError("NotFound", { status: 404 }) {}

/** Somebody else changed the object since it was read: read again, merge, send the new version. */
export class VersionMismatch extends ApiError("VersionMismatch", {
  status: 412,
  bodyStatus: "version-mismatch"
}) {}

/** The name is taken. Dashboards answer it as 412 up to Grafana 10 only. */
export class NameExists extends ApiError("NameExists", { status: 412, bodyStatus: "name-exists" }) {}

/** The uid is taken by another object. */
export class UidTaken extends ApiError("UidTaken", { status: 412 }) {}

/** The dashboard belongs to a plugin and is overwritten only with `overwrite: true`. */
export class PluginDashboard extends ApiError("PluginDashboard", {
  status: 412,
  bodyStatus: "plugin-dashboard"
}) {}

/** The folder still holds alert rules or library panels in use. */
export class FolderNotEmpty extends ApiError(
  "FolderNotEmpty",
  { status: 400, messageId: "folder.not-empty" },
  { status: 403, message: "Folder could not be deleted because it contains library elements in use" }
) {}

/** The dashboard comes from a provisioning file and is changed there. */
export class DashboardProvisioned extends ApiError("DashboardProvisioned", {
  status: 400,
  message: /provisioned dashboard/i
}) {}

/** The dashboard's JSON is larger than this Grafana takes. */
export class DashboardTooLarge extends ApiError("DashboardTooLarge", { status: 413 }) {}

/** The dashboard is stored in a schema that only `/apis` can show; the message names the path. */
export class StoredAsNewerVersion extends ApiError("StoredAsNewerVersion", { status: 406 }) {}

/** The token of a listing under `/apis` is broken, or was given with another `limit`: list from the beginning. */
export class ContinueTokenRefused extends ApiError("ContinueTokenRefused", {
  status: 500,
  message: /continue token/
}) {}

/** A JSON patch does not apply: one of its tests does not hold, or one of its paths is not there. */
export class PatchDoesNotApply extends ApiError("PatchDoesNotApply", {
  status: 422,
  message: "the server rejected our request due to an error in our request"
}) {}

/** There is nothing to restore: the dashboard is what it was in that version. */
export class AlreadyIdentical extends ApiError("AlreadyIdentical", {
  status: 400,
  message: /identical to the specified version/
}) {}

/** An organization, user or server quota is reached. */
export class QuotaReached extends ApiError("QuotaReached", { status: 403, message: /quota reached/i }) {}

/** Accepted, but not saved: a listener took a failed save over (202). */
export class SavePending extends ApiError("SavePending", { status: 202, bodyStatus: "pending" }) {}

/** The name is taken by another object of the kind. */
export class NameTaken extends ApiError("NameTaken", { status: 409 }) {}

/** The login or the e-mail belongs to another user. */
export class LoginTaken extends ApiError("LoginTaken", { status: 409 }) {}

/** The user, or the group, is a member already. */
export class AlreadyMember extends ApiError(
  "AlreadyMember",
  { status: 400, message: /already added/i },
  { status: 409, message: /already (a )?member/i }
) {}

/** The user is no member of the organization, or there is no such organization. Not a matter of credentials. */
export class NotInOrganization extends ApiError("NotInOrganization", {
  status: 401,
  message: "Not a valid organization"
}) {}

/** The last admin of a server or an organization stays one. */
export class LastAdmin extends ApiError("LastAdmin", {
  status: 400,
  message: /cannot remove last .*admin/i
}) {}

/** Only users may do this, and a service account token asked. */
export class NotForServiceAccounts extends ApiError("NotForServiceAccounts", { status: 304 }) {}

/** The user comes from an outside login (OAuth, SAML, LDAP, a proxy) and is changed there. */
export class ExternalUser extends ApiError("ExternalUser", {
  status: 403,
  message: /external user|externally synced user/i
}) {}

/** The old password is wrong; a 401 up to Grafana 10. */
export class WrongPassword extends ApiError(
  "WrongPassword",
  { status: 400, messageId: "user.password-missmatch" },
  { status: 401, message: "Invalid old password" }
) {}

/** The new password is too short, or breaks the server's password policy. */
export class WeakPassword extends ApiError(
  "WeakPassword",
  { status: 400, messageId: "password.password-policy-too-short" },
  { status: 400, messageId: "password.password-policy-infringe" },
  { status: 400, message: /password (is )?(missing or )?too short/i }
) {}

/** The password is changed, but the user's sessions live on. */
export class SessionsNotRevoked extends ApiError("SessionsNotRevoked", { status: 417 }) {}

/** The team is provisioned (SCIM) and is changed where it comes from. */
export class TeamProvisioned extends ApiError("TeamProvisioned", {
  status: 400,
  message: /provisioned teams$/
}) {}

/** The server runs without quotas. */
export class QuotasDisabled extends ApiError(
  "QuotasDisabled",
  { status: 403, messageId: "quota.disabled" },
  { status: 500, message: /^failed to (get|update) (org )?quotas?$/i }
) {}

/** The folder that an object stands in or is to go to is missing, or not visible to this credential. */
export class FolderNotFound extends ApiError(
  "FolderNotFound",
  { status: 404, message: "folder not found" },
  { status: 400, message: /^(failed to get folder|folder not found)$/ }
) {}

/** Dashboards use the library element; its `connections` name them. */
export class LibraryElementConnected extends ApiError("LibraryElementConnected", {
  status: 403,
  message: "the library element has connections"
}) {}

/** The object comes from provisioning files, and only they change it. */
export class ReadOnly extends ApiError("ReadOnly", {
  status: 403,
  message: /read-only|can only be edited via provisioning/
}) {}

/** The data source turns down the credential that Grafana has for it; its 401 comes as a 400. */
export class DataSourceUnauthorized extends ApiError("DataSourceUnauthorized", {
  status: 400,
  message: "Authentication to data source failed"
}) {}

/** The plugin, or this edition of Grafana, does not do this: a plugin may have no health check, say. */
export class NotImplemented extends ApiError("NotImplemented", {
  status: 404,
  messageId: "plugin.notImplemented"
}) {}

/** The server sends no mail. */
export class SmtpNotConfigured extends ApiError("SmtpNotConfigured", {
  status: 412,
  message: /SMTP not configured/
}) {}

/** The invite was used, revoked or has expired. */
export class InviteNotPending extends ApiError("InviteNotPending", {
  status: 412,
  message: /^Invite cannot be used/
}) {}

/** The server lets nobody sign up. */
export class SignUpDisabled extends ApiError("SignUpDisabled", {
  status: 401,
  message: "User signup is disabled"
}) {}

/** The server makes no snapshots, or none for outside. */
export class SnapshotsDisabled extends ApiError("SnapshotsDisabled", {
  status: 403,
  message: /^(Dashboard Snapshots are|External dashboard creation is) disabled$/
}) {}

/** The dashboard is public already. */
export class AlreadyPublic extends ApiError("AlreadyPublic", {
  status: 400,
  messageId: "publicdashboards.dashboardIsPublic"
}) {}

/** The public dashboard is switched off for now. */
export class PublicDashboardPaused extends ApiError("PublicDashboardPaused", {
  status: 403,
  messageId: "publicdashboards.notEnabled"
}) {}

/** The object was made in another way (the user interface, the API, a file), and only that way changes it. */
export class ProvenanceMismatch extends ApiError(
  "ProvenanceMismatch",
  { status: 403, messageId: "alerting.notifications.invalidProvenance" },
  { status: 409, messageId: "alerting.provenanceMismatch" },
  { status: 400, message: /resources created via provisioning API/ },
  { status: 500, message: /^cannot change provenance from/ }
) {}

/** A notification policy or an alert rule uses the object still; the message or the body's `extra` tells which. */
export class InUse extends ApiError(
  "InUse",
  { status: 409, messageId: "alerting.notifications.contact-points.referenced" },
  { status: 409, messageId: "alerting.notifications.contact-points.used-by-rule" },
  { status: 409, messageId: "alerting.notifications.receivers.used" },
  { status: 409, messageId: "alerting.notifications.time-intervals.used" },
  { status: 409, messageId: "alerting.notifications.time-intervals.usedProvisioned" }
) {}

const overtaken = /version conflict while updating a record|could not find object using provided id and hash/

/** Another write came in between, and nothing was written; the client has tried again already. */
export class ConcurrentWrite extends ApiError(
  "ConcurrentWrite",
  { status: 409, message: overtaken, passing: true },
  { status: 500, message: overtaken, passing: true }
) {}

/** The organization's Alertmanager is about to start; the client has tried again already. */
export class AlertmanagerNotReady extends ApiError(
  "AlertmanagerNotReady",
  { status: 409, messageId: "alerting.notifications.alertmanager.conflict", passing: true },
  { status: 409, message: "Alertmanager is not ready yet", passing: true }
) {}

/** The user, the service account or the team that is to get a permission is not there. */
export class AssigneeNotFound extends ApiError("AssigneeNotFound", {
  status: 400,
  messageId: "accesscontrol.assignmentEntityNotFound"
}) {}

/** The plugin is there already, in this version. */
export class AlreadyInstalled extends ApiError("AlreadyInstalled", {
  status: 409,
  message: "Plugin already installed"
}) {}

/** The plugin is a part of Grafana, and comes and goes with it. */
export class CorePlugin extends ApiError(
  "CorePlugin",
  { status: 403, message: /a Core plugin$/ },
  { status: 403, messageId: "plugin.forbiddenCorePluginInstall" }
) {}

/** The server's configuration installs the plugin, and only it changes that. */
export class Preinstalled extends ApiError("Preinstalled", {
  status: 409,
  message: /a (pinned )?pre-installed plugin$/
}) {}

/** No version of the plugin that was asked for runs on this Grafana or its system. */
export class Incompatible extends ApiError(
  "Incompatible",
  { status: 409, messageId: "plugin.unsupportedVersion" },
  { status: 404, messageId: "plugin.archNotFound" },
  { status: 404, messageId: "plugin.grafanaVersionNotCompatible" }
) {}

/** Not all secrets were encrypted anew: a part is left (206), which the server's log names. */
export class SecretsLeft extends ApiError("SecretsLeft", { status: 206 }) {}
