import * as Ldap from "@effect-grafana/elements/Ldap"
import { message } from "../message.js"
import { globally, route, type Route } from "../route.js"

const off = message(400, "LDAP is not enabled")

export const ldapRoutes: ReadonlyArray<Route> = [
  route(Ldap.reload, () => off, { access: globally("ldap.config:reload") }),
  route(Ldap.getStatus, () => off, { access: globally("ldap.status:read") }),
  route(Ldap.getUser, () => off, { access: globally("ldap.user:read") }),
  route(Ldap.syncUser, () => off, { access: globally("ldap.user:sync") })
]
