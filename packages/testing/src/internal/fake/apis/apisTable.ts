import type { KubeObject, ListMeta } from "./apisObject.js"
import { json, type FakeResponse } from "../message.js"
import type { Context } from "../route.js"

/** A column of the table that command line clients ask for. */
export interface Column {
  readonly name: string
  readonly type: "string" | "date"
  readonly format: string
  readonly description: string
  readonly cell: (object: KubeObject) => unknown
}

export const nameColumn: Column = {
  name: "Name",
  type: "string",
  format: "name",
  description:
    "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names",
  cell: ({ metadata }) => metadata["name"]
}

export const createdColumn: Column = {
  name: "Created At",
  type: "date",
  format: "",
  description:
    "CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata",
  cell: ({ metadata }) => metadata["creationTimestamp"]
}

export const textColumn = (
  name: string,
  description: string,
  cell: (object: KubeObject) => unknown
): Column => ({ name, type: "string", format: "string", description, cell })

export const wantsTable = ({ request }: Context): boolean =>
  (request.headers["accept"] ?? "").includes("as=Table")

const meta = { apiVersion: "meta.k8s.io/v1" }

export const tableOf = (
  columns: ReadonlyArray<Column>,
  metadata: ListMeta,
  items: ReadonlyArray<KubeObject>
): FakeResponse =>
  json(200, {
    kind: "Table",
    ...meta,
    metadata,
    columnDefinitions: columns.map(({ cell: _, ...column }) => ({ ...column, priority: 0 })),
    rows: items.map((object) => ({
      cells: columns.map(({ cell }) => cell(object)),
      object: { kind: "PartialObjectMetadata", ...meta, metadata: object.metadata }
    }))
  })
