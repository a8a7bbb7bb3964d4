import {
  activatesConfig,
  readsAlerts,
  readsConfig,
  readsReceivers,
  testsReceivers,
  testsTemplates,
  writesConfig
} from "./alertmanagerAccess.js"
import { parseMatcher } from "./alertmanagerMatchers.js"
import type { AlertmanagerConfig } from "./alertmanagerModel.js"
import { receiverStatuses, testReceivers } from "./alertmanagerReceivers.js"
import { alertmanagerOf, applyConfig, nameToUid } from "./alertmanagerStore.js"
import { configView, runningView, savedView } from "./alertmanagerView.js"
import { grantDefaults } from "./contactPointPermissions.js"
import { seconds } from "../words/format.js"
import { message, ok } from "../message.js"
import { param, route, type Context, type Handler, type Route } from "../route.js"
import { testTemplate } from "./templatesTest.js"

const versionInfo = {
  branch: "N/A",
  buildDate: "N/A",
  buildUser: "N/A",
  goVersion: "N/A",
  revision: "N/A",
  version: "N/A"
}

const status: Handler = (context) =>
  ok({
    cluster: { peers: [], status: "disabled" },
    config: runningView(context, alertmanagerOf(context).applied),
    uptime: null,
    versionInfo
  })

const getConfig: Handler = (context) => ok(savedView(context))

/** Applies a configuration. Contact points that it does not have lose their grants, new ones get the usual ones. */
const change = (context: Context, config?: AlertmanagerConfig): void => {
  const { alertmanager } = context.org
  const before = new Set(alertmanager.config.receivers.map(({ name }) => name))
  applyConfig(context, config)
  const after = new Set(alertmanager.config.receivers.map(({ name }) => name))
  for (const name of before) if (!after.has(name)) alertmanager.receiverGrants.delete(nameToUid(name))
  for (const name of after) if (!before.has(name)) grantDefaults(context, name)
}

/** Puts back what Grafana comes with. Who provisioned what was there is not forgotten (12.3.0). */
const resetConfig: Handler = (context) => {
  change(context)
  return message(202, "configuration deleted; the default is applied")
}

const history: Handler = (context) => {
  const limit = context.query.int("limit")
  const applied = alertmanagerOf(context).history.filter(({ lastApplied }) => lastApplied !== undefined)
  const shown = applied.reverse().slice(0, limit < 1 ? undefined : limit)
  return ok(
    shown.map(({ config, id, lastApplied = 0 }) => ({
      id,
      ...configView(context, config, { ...config.policy }),
      last_applied: seconds(lastApplied).replace("Z", ".000Z")
    }))
  )
}

const unknownConfig = message(
  404,
  "failed to get historical alertmanager configuration: could not find an Alertmanager configuration"
)

/** Takes a configuration of the past over again. The body does not matter. */
const activate: Handler = (context) => {
  const id = param(context, "id")
  if (!/^[+-]?\d+$/.test(id)) {
    const reason = `strconv.ParseInt: parsing ${JSON.stringify(id)}: invalid syntax`
    return message(400, `failed to parse config id: ${reason}`)
  }
  const saved = alertmanagerOf(context).history.find((one) => one.id === Number(id))
  if (saved === undefined) return unknownConfig
  change(context, saved.config)
  return message(202, "configuration activated")
}

/** Nothing evaluates rules here, so that there are no alerts; a filter that cannot be read is noticed all the same. */
const none =
  (what: string): Handler =>
  ({ query }) => {
    const bad = query.all("filter").find((text) => parseMatcher(text) === undefined)
    return bad === undefined ? ok([]) : message(400, `bad matcher format: ${bad}: unable to retrieve ${what}`)
  }

const base = "/api/alertmanager/grafana"
const config = `${base}/config/api/v1`

export const alertmanagerRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: `${base}/api/v2/status` }, status, readsConfig),
  route({ method: "GET", path: `${base}/api/v2/alerts` }, none("alerts"), readsAlerts),
  route({ method: "GET", path: `${base}/api/v2/alerts/groups` }, none("alerts groups"), readsAlerts),
  route({ method: "GET", path: `${config}/alerts` }, getConfig, readsConfig),
  route({ method: "DELETE", path: `${config}/alerts` }, resetConfig, writesConfig),
  route({ method: "GET", path: `${config}/receivers` }, receiverStatuses, readsReceivers),
  route({ method: "POST", path: `${config}/receivers/test` }, testReceivers, {
    ...testsReceivers,
    reads: true
  }),
  route({ method: "POST", path: `${config}/templates/test` }, testTemplate, {
    ...testsTemplates,
    reads: true
  }),
  route({ method: "GET", path: `${base}/config/history` }, history, readsConfig),
  route({ method: "POST", path: `${base}/config/history/{id}/_activate` }, activate, activatesConfig)
]
