import type { ListOptions } from "./apisList.js"
import { namespaceOf, typed, type KubeObject } from "./apisObject.js"
import type { Page, Storage } from "./apisRoutes.js"
import { forbidden, notBuilt, notFound, type Attempt, type Resource } from "./apisStatus.js"
import { createdColumn, nameColumn } from "./apisTable.js"
import type { JsonObject } from "../bind.js"
import { seconds } from "../words/format.js"
import type { FakeResponse } from "../message.js"
import { toInt } from "../query.js"
import type { Context } from "../route.js"

export const iamResource = (plural: string, kind: string): Resource => ({
  group: "iam.grafana.app",
  version: "v0alpha1",
  plural,
  kind
})

/** Times stand in the database by the second, and so do versions. */
export const wholeSeconds = (millis: number): number => Math.floor(millis / 1000) * 1000

/** The head of what the database keeps. */
export const iamMetadata = (
  { org }: Context,
  row: { readonly uid: string; readonly created: number; readonly updated: number },
  more: JsonObject
): JsonObject => ({
  name: row.uid,
  namespace: namespaceOf(org),
  resourceVersion: String(wholeSeconds(row.updated)),
  creationTimestamp: seconds(row.created),
  ...more
})

/** A table of people or teams, as the group shows it. */
export interface IamTable<Row extends { readonly id: number; readonly uid: string }> {
  readonly resource: Resource
  /** In order of their ids. */
  readonly rows: (context: Context) => ReadonlyArray<Row>
  readonly view: (context: Context, row: Row) => KubeObject
  readonly allowed: (context: Context, row: Row) => boolean
  /** When something in the table last changed, where a list tells. */
  readonly version?: (context: Context) => number
}

const defaultLimit = 50

/** A page and the id that the next one begins with. What is no number is no token. */
const page = <Row extends { readonly id: number }>(
  rows: ReadonlyArray<Row>,
  { limit, token }: ListOptions
): { readonly rows: ReadonlyArray<Row>; readonly next: number | undefined } => {
  const size = limit > 0 ? limit : defaultLimit
  const rest = rows.filter(({ id }) => id >= toInt(token))
  return { rows: rest.slice(0, size), next: rest[size]?.id }
}

const listRows = <Row extends { readonly id: number; readonly uid: string }>(
  context: Context,
  table: IamTable<Row>,
  options: ListOptions
): Page | FakeResponse => {
  const { next, rows } = page(table.rows(context), options)
  const readable = rows.filter((row) => table.allowed(context, row))
  if (readable.length < rows.length && next !== undefined) {
    // The server looks for what is missing on the same page again and again, and never answers (12.3.0).
    return notBuilt("a page of which the caller may not read all")
  }
  const version = table.version?.(context)
  return {
    metadata: {
      ...(version === undefined ? {} : { resourceVersion: String(wholeSeconds(version)) }),
      ...(next === undefined ? {} : { continue: String(next) })
    },
    items: readable.map((row) => table.view(context, row))
  }
}

/** Grafana's administrators and those of the organization may read all. */
export const isAdministrator = ({ caller }: Context): boolean =>
  caller.role === "Admin" || caller.isGrafanaAdmin

export const unauthorized = (context: Context, resource: Resource, attempt: Attempt): FakeResponse =>
  forbidden(resource, context.caller, attempt, "unauthorized request")

/** An object that is missing is told with its kind, not with its plural. */
const missing = (resource: Resource, name: string): FakeResponse =>
  notFound({ ...resource, plural: resource.kind.toLowerCase() }, name)

/** A table that can be read but not written, which is all that 12.3.0 does. */
export const iamStorage = <Row extends { readonly id: number; readonly uid: string }>(
  table: IamTable<Row>
): Storage => {
  const { resource } = table
  return {
    resource,
    columns: [nameColumn, createdColumn],
    authorize: (context, attempt) => {
      if (attempt.verb !== "get" || isAdministrator(context)) return undefined
      const row = table.rows(context).find(({ uid }) => uid === attempt.name)
      return row !== undefined && table.allowed(context, row)
        ? undefined
        : unauthorized(context, resource, attempt)
    },
    list: (context, options) => listRows(context, table, options),
    get: (context, name) => {
      const row = table.rows(context).find(({ uid }) => uid === name)
      return row === undefined ? missing(resource, name) : { ...typed(resource), ...table.view(context, row) }
    }
  }
}
