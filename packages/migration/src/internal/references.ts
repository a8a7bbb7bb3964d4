/** The references that Grafana keeps inside of dashboards, panels and queries. */
import type { Rewrite } from "../Kind.js"
import { isObject } from "./json.js"

/**
 * Rewrites every data source, library element and folder that a dashboard, a panel or a query names, wherever it
 * stands: panels in rows, mixed targets, variables, annotations, the v2 schema. What holds none is given back as it is.
 */
export const rewriteWithin = <A>(value: A, rewrite: Rewrite, at: string): A => {
  const path = [at]
  const here = () => path.join("").replace(/^\./, "")
  const below = <B>(step: string, look: () => B): B => {
    path.push(step)
    const found = look()
    path.pop()
    return found
  }

  const visitAll = (items: ReadonlyArray<unknown>): unknown => {
    let changed: Array<unknown> | undefined
    items.forEach((item, i) => {
      const next = below(`[${i}]`, () => visit(item))
      if (next !== item) (changed ??= [...items])[i] = next
    })
    return changed ?? items
  }

  /** `offers`: the object is a variable whose values are data sources. */
  const visitFields = (object: Fields, offers = object["type"] === "datasource"): unknown => {
    let changed: Map<string, unknown> | undefined
    for (const field of Object.keys(object)) {
      const value = object[field]
      if (value === null || (typeof value !== "object" && !named.has(field))) continue
      const next = below(`.${field}`, () => visitField(field, value, object, offers))
      if (next !== value) (changed ??= new Map()).set(field, next)
    }
    return changed === undefined ? object : withFields(object, changed)
  }

  const visitField = (field: string, value: unknown, object: Fields, offers: boolean): unknown => {
    switch (field) {
      case "datasource":
        return dataSource(value)
      case "libraryPanel":
        return withUid("library-elements", value)
      case "current":
      case "options":
        return offers ? chosen(value) : visit(value)
      case "spec":
        // The v2 schema.
        return object["kind"] === "DatasourceVariable" && isObject(value)
          ? visitFields(value, true)
          : visit(value)
      case "folder":
        return withUid("folders", value)
      case "datasourceUid":
      case "datasourceUID":
      case "alertmanagerUid":
        return typeof value === "string" ? source(value) : visit(value)
      case "folderUID":
      case "folderUid":
        return typeof value === "string" && value !== "" && value !== "general"
          ? (rewrite("folders", value, here()) ?? value)
          : visit(value)
      default:
        return visit(value)
    }
  }

  const visit = (value: unknown): unknown =>
    Array.isArray(value) ? visitAll(value) : isObject(value) ? visitFields(value) : value

  const source = (uid: string): string =>
    isBuiltIn(uid) ? uid : (rewrite("data-sources", uid, here()) ?? uid)

  /** A uid or, in old dashboards, a name; `{ uid }`, and `{ name }` in the v2 schema. */
  const dataSource = (value: unknown): unknown => {
    if (typeof value === "string") return source(value)
    if (!isObject(value)) return value
    const field = typeof value["uid"] === "string" ? "uid" : "name"
    const uid = value[field]
    return typeof uid === "string" ? replaced(value, field, source(uid)) : visit(value)
  }

  const withUid = (kind: string, value: unknown): unknown => {
    const uid = isObject(value) ? value["uid"] : undefined
    if (!isObject(value) || typeof uid !== "string" || uid === "") return visit(value)
    return replaced(value, "uid", rewrite(kind, uid, here()) ?? uid)
  }

  /** What a variable of type `datasource` has chosen or offers: `value` is a uid or a list of them. */
  const chosen = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item, i) => below(`[${i}]`, () => chosen(item)))
    if (!isObject(value)) return value
    const uids = value["value"]
    if (typeof uids === "string") return replaced(value, "value", source(uids))
    if (!Array.isArray(uids)) return value
    return replaced(
      value,
      "value",
      uids.map((uid: unknown, i) =>
        typeof uid === "string" ? below(`.value[${i}]`, () => source(uid)) : uid
      )
    )
  }

  // Sound: objects stay objects with the same fields, lists stay lists, and only uids are replaced, by uids.
  return visit(value) as A
}

interface Fields {
  readonly [field: string]: unknown
}

/** Fields whose text may be a reference. */
const named = new Set([
  "datasource",
  "datasourceUid",
  "datasourceUID",
  "alertmanagerUid",
  "folderUID",
  "folderUid"
])

const replaced = (object: Fields, field: string, value: unknown): Fields =>
  object[field] === value ? object : { ...object, [field]: value }

const withFields = (object: Fields, changed: ReadonlyMap<string, unknown>): Fields =>
  Object.fromEntries(
    Object.keys(object).map((field) => [field, changed.has(field) ? changed.get(field) : object[field]])
  )

/** Grafana's own sources, variables, and the words for "the default one". */
const isBuiltIn = (uid: string): boolean =>
  uid === "" ||
  uid === "grafana" ||
  uid === "default" ||
  uid === "__expr__" ||
  uid === "-100" ||
  /^(--|\$|\[\[)/.test(uid)
