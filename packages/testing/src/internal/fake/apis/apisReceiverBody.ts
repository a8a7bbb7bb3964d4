import type { Integration, Receiver } from "../notifications/alertmanagerModel.js"
import type { KubeObject } from "./apisObject.js"
import { isObject, pick } from "../bind.js"
import {
  plainSettings,
  secretsOf,
  settingsProblem,
  splitSecrets
} from "../notifications/contactPointSettings.js"
import { contactPointType, type ContactPointType } from "../notifications/contactPointTypes.js"
import { newUid, type State } from "../state.js"

/** What keeps a receiver from being kept: it says something wrong, or it cannot be read at all. */
type Refused = { readonly problem: string } | { readonly unreadable: string }

const shape = {
  uid: "string",
  type: "string",
  version: "string",
  disableResolveMessage: "boolean",
  settings: "object",
  secureFields: "object"
} as const

/** The secrets that an integration keeps without sending them again. */
const keptSecrets = (
  type: ContactPointType,
  fields: Readonly<Record<string, unknown>>,
  known: Integration | undefined
): Integration["secrets"] =>
  Object.fromEntries(
    secretsOf(type).flatMap((path) => {
      const secret = known?.secrets[path]
      return fields[path] === true && secret !== undefined ? [[path, secret]] : []
    })
  )

const readIntegration = (
  state: State,
  name: string,
  value: unknown,
  known: ReadonlyArray<Integration>
): Integration | Refused => {
  const body = pick(value, shape)
  if (body === undefined) return { unreadable: "integration cannot be read" }
  const { disableResolveMessage = false, settings = {}, type: typeName = "", uid = "", version = "" } = body
  const type = contactPointType(typeName)
  if (type === undefined) return { unreadable: `unknown integration type: ${typeName}` }
  if (version !== "" && version.toLowerCase() !== "v1")
    return { unreadable: `invalid version ${version} for integration type ${typeName}` }
  const split = splitSecrets(type, settings)
  const kept = keptSecrets(
    type,
    body.secureFields ?? {},
    known.find((one) => one.uid === uid)
  )
  const integration: Integration = {
    uid,
    name,
    type: type.type,
    disableResolveMessage,
    settings: split.settings,
    secrets: { ...split.secrets, ...kept }
  }
  const problem = settingsProblem(integration, plainSettings(integration))
  return problem === undefined ? { ...integration, uid: uid || newUid(state) } : { problem }
}

/** Reads a receiver with the secrets that it is to keep. */
export const readReceiver = (
  state: State,
  object: KubeObject,
  known: ReadonlyArray<Integration>
): Receiver | Refused => {
  const spec = isObject(object["spec"]) ? object["spec"] : {}
  const { integrations = [], title: name = "" } = pick(spec, { title: "string", integrations: "array" }) ?? {}
  const read = integrations.map((value) => readIntegration(state, name, value, known))
  const unreadable = read.find((one) => "unreadable" in one)
  if (unreadable !== undefined) return unreadable
  const problems = read.flatMap((one) => ("problem" in one ? [one.problem] : []))
  if (name === "") problems.unshift("name should not be an empty string")
  return problems.length > 0
    ? { problem: problems.join("\n") }
    : { name, integrations: read.filter((one) => "uid" in one) }
}
