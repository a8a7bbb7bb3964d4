import { bind, type JsonObject } from "../bind.js"
import { contactPointTypes, type Setting } from "./contactPointTypes.js"
import { badRequestData, json, message, middlewareJson, ok } from "../message.js"
import type { Org } from "../model.js"
import { route, type Handler, type Route } from "../route.js"

const choices = ["all", "internal", "external"]

/** The data sources that take Grafana's own alerts. */
const externals = (org: Org): number =>
  [...org.dataSources.values()].filter(
    ({ jsonData, type }) => type === "alertmanager" && jsonData["handleGrafanaManagedAlerts"] === true
  ).length

const status: Handler = ({ org }) =>
  ok({
    alertmanagersChoice: org.alertmanager.choice ?? "internal",
    numExternalAlertmanagers: externals(org)
  })

const denied = middlewareJson(403, { message: "Permission denied" })

/** Only an administrator of the organization may; the denial has no permission to name. */
const forAdmins =
  (handler: Handler): Handler =>
  (context) =>
    context.caller.role === "Admin" ? handler(context) : denied

const get: Handler = ({ org }) => {
  const { choice } = org.alertmanager
  return choice === undefined
    ? message(404, "no admin configuration available")
    : ok({ alertmanagersChoice: choice })
}

const set: Handler = ({ org, request }) => {
  const body = bind(request, { alertmanagersChoice: "string" })
  if (body === undefined) return badRequestData
  const choice = body.alertmanagersChoice || "all"
  if (!choices.includes(choice)) return message(400, "Invalid alertmanager choice specified")
  if (choice === "external" && externals(org) === 0) {
    return message(
      400,
      "At least one Alertmanager must be provided or configured as a datasource that handles alerts to choose this option"
    )
  }
  org.alertmanager.choice = choice
  return json(201, { message: "admin configuration updated" })
}

const remove: Handler = ({ org }) => {
  org.alertmanager.choice = undefined
  return ok({ message: "admin configuration deleted" })
}

const settingView = (setting: Setting): JsonObject => ({
  element: setting.element,
  inputType: setting.element === "input" ? "text" : "",
  label: setting.label,
  description: "",
  placeholder: "",
  propertyName: setting.name,
  selectOptions: setting.choices?.map((value) => ({ value, label: value })) ?? null,
  showWhen: { field: "", is: "" },
  required: setting.isRequired,
  validationRule: "",
  secure: setting.isSecret,
  dependsOn: "",
  subformOptions: setting.settings?.map(settingView) ?? null
})

/** The types of contact points with their settings; without the sentences that describe them. */
const types = ok(
  [...contactPointTypes.values()].map(({ name, settings, type }) => ({
    type,
    name,
    heading: `${name} settings`,
    description: "",
    info: "",
    options: settings.map(settingView)
  }))
)

/** No alerts are sent to servers outside. */
const alertmanagers = ok({
  status: "success",
  data: { activeAlertManagers: [], droppedAlertManagers: [] }
})

const choice = "/api/v1/ngalert/admin_config"

export const alertmanagerChoiceRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: "/api/alert-notifiers" }, () => types),
  route({ method: "GET", path: "/api/v1/ngalert" }, status),
  route({ method: "GET", path: choice }, forAdmins(get)),
  route({ method: "POST", path: choice }, forAdmins(set)),
  route({ method: "DELETE", path: choice }, forAdmins(remove)),
  route(
    { method: "GET", path: "/api/v1/ngalert/alertmanagers" },
    forAdmins(() => alertmanagers)
  )
]
