import type { JsonObject } from "../bind.js"
import { ancestorsOf } from "../folders/folderTree.js"
import { message, publicError, type FakeResponse } from "../message.js"
import type { Folder, Org } from "../model.js"
import { allowedOnRules, canRead, needs, type Needed } from "./needed.js"
import type { Access, Context } from "../route.js"

const at = (folder: string, ...actions: ReadonlyArray<string>): ReadonlyArray<Needed> =>
  actions.map((action) => ({ action, folder }))

const readsProvisioned = [
  "alert.provisioning:read",
  "alert.rules.provisioning:read",
  "alert.provisioning.secrets:read"
]
const writesProvisioned = ["alert.provisioning:write", "alert.rules.provisioning:write"]
const setsProvenance = "alert.provisioning.provenance:write"
const anyChange = ["alert.rules:write", "alert.rules:create", "alert.rules:delete"]

export const readsRules = needs("alert.rules:read")
export const readsRule = needs({ all: ["alert.rules:read", "folders:read"] })
export const listsProvisioned = needs({
  any: [...readsProvisioned, { all: ["alert.rules:read", "folders:read"] }]
})

/** Writing one provisioned rule by the action that this takes. */
export const writesProvisionedBy = (action: string): Access =>
  needs({ any: [...writesProvisioned, { all: [action, setsProvenance] }] })

const group = "folderUid"

export const readsProvisionedGroup = needs({
  any: [...readsProvisioned, { all: at(group, "alert.rules:read", "folders:read") }]
})

export const replacesProvisionedGroup = needs({
  any: [
    ...writesProvisioned,
    {
      all: [
        ...at(group, "alert.rules:read", "folders:read"),
        setsProvenance,
        { any: at(group, ...anyChange) }
      ]
    }
  ]
})

export const removesProvisionedGroup = needs({
  any: [
    ...writesProvisioned,
    { all: [...at(group, "alert.rules:delete", "alert.rules:read", "folders:read"), setsProvenance] }
  ]
})

const namespace = "namespace"

export const readsNamespace = needs({ all: at(namespace, "alert.rules:read", "folders:read") })
export const changesNamespace = needs({
  all: [...at(namespace, "alert.rules:read", "folders:read"), { any: at(namespace, ...anyChange) }]
})
export const removesFromNamespace = needs({
  all: at(namespace, "alert.rules:delete", "alert.rules:read", "folders:read")
})

export const importsRules = needs({ all: ["alert.rules:create", setsProvenance] })
export const removesImported = needs({
  all: ["alert.rules:read", "folders:read", "alert.rules:delete", setsProvenance]
})

export const readsExternal = needs("alert.rules.external:read")
export const writesExternal = needs("alert.rules.external:write")

/** Grafana looks a folder up to check a permission on it, so one that is missing is an error and no denial (12.3.0). */
export const unresolved = publicError(500, "accesscontrol.internal", "InternalError")

export const unauthorized = (what: string, permissions?: string): FakeResponse =>
  publicError(
    403,
    "alerting.unauthorized",
    `user is not authorized to ${what}`,
    permissions === undefined ? undefined : { permissions }
  )

const scoped = (action: string, folderUid: string): string =>
  `action:${action} scopes:folders:uid:${folderUid}`

/** Why the caller may not read rules in a folder; `what` says what was wanted of them. */
export const readProblem = (context: Context, folderUid: string, what: string): FakeResponse | undefined => {
  if (context.caller.role === "Admin") return undefined
  if (context.org.folders.get(folderUid) === undefined) return unresolved
  const permissions = ["alert.rules:read", "folders:read"].map((action) => scoped(action, folderUid))
  return canRead(context, folderUid) ? undefined : unauthorized(what, `all(all(${permissions.join(" ")}))`)
}

/** Why the caller may not change rules in a folder. */
export const changeProblem = (
  { caller, org }: Context,
  action: string,
  folderUid: string,
  what: string
): FakeResponse | undefined =>
  allowedOnRules(caller, org, action, folderUid) ? undefined : unauthorized(what, scoped(action, folderUid))

/** The folders that the caller sees. */
export const visibleFolders = (context: Context): ReadonlyArray<Folder> =>
  [...context.org.folders.values()].filter((folder) => canRead(context, folder.uid))

export const accessDenied = message(403, "Access denied")

/** The folder of rules that the caller named; one that is missing is denied like one that is not the caller's. */
export const visibleFolder = (context: Context, uid: string): Folder | undefined => {
  const folder = context.org.folders.get(uid)
  return folder !== undefined && canRead(context, uid) ? folder : undefined
}

/** Where a folder stands, from the root on; a slash in a title is escaped. */
export const fullPath = (org: Org, folder: Folder): string =>
  [...ancestorsOf(org, folder), folder].map(({ title }) => title.replaceAll("/", "\\/")).join("/")

/** An object of lists whose names are the paths of folders. */
export const byPath = <A>(org: Org, rows: ReadonlyArray<readonly [Folder, A]>): JsonObject => {
  const lists = new Map<string, Array<A>>()
  for (const [folder, value] of rows) {
    const path = fullPath(org, folder)
    const list = lists.get(path)
    if (list === undefined) lists.set(path, [value])
    else list.push(value)
  }
  return Object.fromEntries(lists)
}
