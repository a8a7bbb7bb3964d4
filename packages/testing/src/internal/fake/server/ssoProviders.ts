import type { JsonObject } from "../bind.js"
import { sortKeys } from "../words/format.js"

const texts =
  "allowedDomains allowedGroups apiUrl authStyle authUrl clientAuthentication clientSecret emailAttributeName " +
  "emailAttributePath federatedCredentialAudience groupsAttributePath hostedDomain loginPrompt " +
  "managedIdentityClientId orgAttributePath orgMapping roleAttributePath signoutRedirectUrl " +
  "teamIdsAttributePath teamsUrl tlsClientCa tlsClientCert tlsClientKey tokenUrl workloadIdentityTokenFile"

const flags =
  "allowAssignGrafanaAdmin autoLogin emptyScopes enabled roleAttributeStrict skipOrgRoleSync " +
  "tlsSkipVerifyInsecure"

const all = (names: string, value: unknown): JsonObject =>
  Object.fromEntries(names.split(" ").map((name) => [name, value]))

const oauth = (icon: string, name: string, clientId: string, scopes: string, own: JsonObject): JsonObject =>
  sortKeys({
    ...all(texts, ""),
    ...all(flags, false),
    allowSignUp: true,
    usePkce: false,
    useRefreshToken: false,
    icon,
    name,
    clientId,
    scopes,
    ...own
  })

/** What a server that nobody has configured has for each provider, in Grafana's order. */
export const systemSettings: ReadonlyMap<string, JsonObject> = new Map([
  [
    "github",
    oauth("github", "GitHub", "some_id", "user:email,read:org", {
      apiUrl: "https://api.github.com/user",
      authUrl: "https://github.com/login/oauth/authorize",
      tokenUrl: "https://github.com/login/oauth/access_token",
      allowedOrganizations: "",
      teamIds: ""
    })
  ],
  [
    "gitlab",
    oauth("gitlab", "GitLab", "some_id", "openid email profile", {
      apiUrl: "https://gitlab.com/api/v4",
      authUrl: "https://gitlab.com/oauth/authorize",
      tokenUrl: "https://gitlab.com/oauth/token",
      usePkce: true,
      useRefreshToken: true
    })
  ],
  [
    "google",
    oauth("google", "Google", "some_client_id", "openid email profile", {
      apiUrl: "https://openidconnect.googleapis.com/v1/userinfo",
      authUrl: "https://accounts.google.com/o/oauth2/v2/auth",
      tokenUrl: "https://oauth2.googleapis.com/token",
      skipOrgRoleSync: true,
      usePkce: true,
      useRefreshToken: true,
      validateHd: true
    })
  ],
  [
    "generic_oauth",
    oauth("signin", "OAuth", "some_id", "user:email", {
      ...all("allowedOrganizations idTokenAttributeName loginAttributePath nameAttributePath teamIds", ""),
      emailAttributeName: "email:primary"
    })
  ],
  [
    "azuread",
    oauth("microsoft", "Microsoft", "some_client_id", "openid email profile", {
      authUrl: "https://login.microsoftonline.com/<tenant-id>/oauth2/v2.0/authorize",
      tokenUrl: "https://login.microsoftonline.com/<tenant-id>/oauth2/v2.0/token",
      workloadIdentityTokenFile: "/var/run/secrets/azure/tokens/azure-identity-token",
      allowedOrganizations: "",
      domainHint: "",
      forceUseGraphApi: false,
      usePkce: true,
      useRefreshToken: true
    })
  ],
  [
    "okta",
    oauth("okta", "Okta", "some_id", "openid profile email groups", {
      apiUrl: "https://<tenant-id>.okta.com/oauth2/v1/userinfo",
      authUrl: "https://<tenant-id>.okta.com/oauth2/v1/authorize",
      tokenUrl: "https://<tenant-id>.okta.com/oauth2/v1/token",
      usePkce: true
    })
  ],
  [
    "ldap",
    {
      activeSyncEnabled: true,
      allowSignUp: true,
      config: {},
      enabled: false,
      skipOrgRoleSync: false,
      syncCron: "0 1 * * *"
    }
  ]
])
