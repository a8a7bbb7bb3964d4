/** Data sources: what Grafana queries. Their secrets go in and never come out. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  BadRequest,
  NameTaken,
  NotFound,
  QuotaReached,
  ReadOnly,
  UidTaken,
  VersionMismatch,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Id, JsonObject, OpenEnum, Removed, Uid } from "./Common.js"
import { judgeCreate, judgeUpdate } from "./internal/judgeDataSource.js"

const shared = {
  id: Schema.Int,
  uid: Schema.String,
  orgId: Schema.Int,
  name: Schema.String,
  type: Schema.String,
  typeLogoUrl: Schema.String,
  access: OpenEnum("proxy", "direct"),
  url: Schema.String,
  user: Schema.String,
  database: Schema.String,
  basicAuth: Schema.Boolean,
  isDefault: Schema.Boolean,
  jsonData: Schema.optional(JsonObject),
  readOnly: Schema.Boolean
}

/** A data source; `secureJsonFields` names the secrets that are set. */
export interface DataSource extends Schema.Schema.Type<typeof dataSource> {}
const dataSource = Schema.Struct({
  ...shared,
  basicAuthUser: Schema.String,
  withCredentials: Schema.Boolean,
  secureJsonFields: Schema.Record({ key: Schema.String, value: Schema.Boolean }),
  version: Schema.Int,
  // New in Grafana 12.
  apiVersion: Schema.optional(Schema.String),
  accessControl: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.Boolean }))
})
export const DataSource: Schema.Schema<DataSource> = dataSource

/** A data source as the listing shows it, without version and names of secrets. */
export interface DataSourceHit extends Schema.Schema.Type<typeof dataSourceHit> {}
const dataSourceHit = Schema.Struct({ ...shared, typeName: Schema.String })
export const DataSourceHit: Schema.Schema<DataSourceHit> = dataSourceHit

/** What a create or an update answers. */
export interface Saved extends Schema.Schema.Type<typeof saved> {}
const saved = Schema.Struct({
  id: Schema.Int,
  name: Schema.String,
  message: Schema.String,
  datasource: DataSource
})
export const Saved: Schema.Schema<Saved> = saved

// ---- reading ---------------------------------------------------------------------------------------------

/**
 * Lists the data sources by name, in one response: at most the server's `datasource_limit`, 5000 unless configured.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#get-all-data-sources
 */
export const list = Endpoint.list(
  "getDataSources",
  "/api/datasources",
  { success: Schema.Array(DataSourceHit) },
  Pagination.whole({ items: "" })
)

/**
 * Reads one data source.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#get-a-single-data-source-by-uid
 */
export const get = Endpoint.get("getDataSourceByUID", "/api/datasources/uid/{uid}", {
  params: { uid: Uid },
  success: DataSource,
  error: [NotFound]
})

/**
 * Reads one data source by its name, which is unique within the organization.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#get-a-single-data-source-by-name
 */
export const getByName = Endpoint.get("getDataSourceByName", "/api/datasources/name/{name}", {
  params: { name: Schema.NonEmptyString },
  success: DataSource,
  error: [BadRequest, NotFound]
})

/**
 * Reads one data source by its numeric id.
 * @deprecated by Grafana 9.0: use {@link get}.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#get-a-single-data-source-by-id
 */
export const getById = Endpoint.get("getDataSourceByID", "/api/datasources/{id}", {
  params: { id: Id },
  success: DataSource,
  error: [BadRequest, NotFound]
})

/**
 * Reads the numeric id of a data source.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#get-data-source-id-by-name
 */
export const getIdByName = Endpoint.get("getDataSourceIdByName", "/api/datasources/id/{name}", {
  params: { name: Schema.NonEmptyString },
  success: Schema.Struct({ id: Schema.Int }),
  error: [NotFound]
})

/** One of the three ways to name a data source. */
export type DataSourceIdentifier =
  | { readonly uid: string }
  | { readonly name: string }
  | { readonly id: number }

/**
 * Reads one data source by whichever identifier is at hand.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/
 */
export const find = (identifier: DataSourceIdentifier) => {
  if ("uid" in identifier) return get(identifier)
  return "name" in identifier ? getByName(identifier) : getById(identifier)
}

// ---- writing ---------------------------------------------------------------------------------------------

const fields = {
  uid: Schema.optional(Uid),
  name: Schema.NonEmptyString,
  type: Schema.NonEmptyString,
  access: Schema.Literal("proxy", "direct"),
  url: Schema.optional(Schema.String),
  user: Schema.optional(Schema.String),
  database: Schema.optional(Schema.String),
  basicAuth: Schema.optional(Schema.Boolean),
  basicAuthUser: Schema.optional(Schema.String),
  withCredentials: Schema.optional(Schema.Boolean),
  isDefault: Schema.optional(Schema.Boolean),
  jsonData: Schema.optional(JsonObject),
  secureJsonData: Schema.optional(
    Schema.Record({ key: Schema.String, value: Schema.Redacted(Schema.String) })
  )
}

const nameTaken = when(NameTaken, { status: 409, message: /same name already exists/ })

/**
 * Creates a data source. An unknown plugin `type` is taken without a word (12.3.0). `isDefault: true` takes that
 * rank from the default one so far. With a `uid` of one's own, an unknown outcome is read back.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#create-a-data-source
 */
export const create = Endpoint.keyed(
  Endpoint.post("addDataSource", "/api/datasources", {
    payload: fields,
    success: Saved,
    error: [
      BadRequest,
      nameTaken,
      when(UidTaken, { status: 409, message: /same uid already exists/ }),
      QuotaReached
    ]
  }),
  {
    read: get,
    input: ({ uid }) => (uid === undefined ? undefined : { uid }),
    decide: (sent, found) =>
      Option.match(found, { onNone: () => Endpoint.notDone, onSome: (it) => judgeCreate(sent, it) })
  }
)

const replacement = { ...fields, version: Schema.optional(Schema.Int) }

const replaceErrors = [
  BadRequest,
  NotFound,
  ReadOnly,
  nameTaken,
  when(VersionMismatch, { status: 409 })
] as const

/**
 * Replaces a data source: what is left out is emptied, but for its secrets, `uid`, `url` and `basicAuthUser`, which
 * stay. `VersionMismatch` comes only where the `version` that was read is sent; without one the update always wins,
 * and the count begins again at 1 (12.3.0). `currentUid` names the data source, `uid` gives it a new one. Without a
 * `url`, a type that needs one is `BadRequest`, even where there is no such data source.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#update-an-existing-data-source
 */
export const update = Endpoint.versioned(
  Endpoint.put("updateDataSourceByUID", "/api/datasources/uid/{uid}", {
    params: { currentUid: Schema.propertySignature(Uid).pipe(Schema.fromKey("uid")) },
    payload: replacement,
    success: Saved,
    error: replaceErrors
  }),
  {
    read: get,
    // Under a new uid another data source may answer, so that nothing tells.
    input: ({ currentUid, uid }) =>
      uid === undefined || uid === currentUid ? { uid: currentUid } : undefined,
    decide: (sent, found) =>
      Option.match(found, { onNone: () => Endpoint.conflict, onSome: (it) => judgeUpdate(sent, it) })
  }
)

/**
 * Replaces a data source by its numeric id.
 * @deprecated by Grafana 9.0: use {@link update}.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#update-an-existing-data-source-by-id
 */
export const updateById = Endpoint.versioned(
  Endpoint.put("updateDataSourceByID", "/api/datasources/{id}", {
    params: { id: Id },
    payload: replacement,
    success: Saved,
    error: replaceErrors
  }),
  {
    read: getById,
    input: ({ id }) => ({ id }),
    decide: (sent, found) =>
      Option.match(found, { onNone: () => Endpoint.conflict, onSome: (it) => judgeUpdate(sent, it) })
  }
)

const gone: Removed = { message: "Data source deleted" }

/**
 * Deletes a data source.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#delete-an-existing-data-source-by-uid
 */
export const remove = Endpoint.delete("deleteDataSourceByUID", "/api/datasources/uid/{uid}", {
  params: { uid: Uid },
  success: Removed,
  error: [BadRequest, NotFound, ReadOnly],
  gone
})

/**
 * Deletes a data source by its name.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#delete-an-existing-data-source-by-name
 */
export const removeByName = Endpoint.delete("deleteDataSourceByName", "/api/datasources/name/{name}", {
  params: { name: Schema.NonEmptyString },
  success: Removed,
  error: [BadRequest, NotFound, ReadOnly],
  gone
})

/**
 * Deletes a data source by its numeric id.
 * @deprecated by Grafana 9.0: use {@link remove}.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#delete-an-existing-data-source-by-id
 */
export const removeById = Endpoint.delete("deleteDataSourceByID", "/api/datasources/{id}", {
  params: { id: Id },
  success: Removed,
  error: [BadRequest, NotFound, ReadOnly],
  gone
})
