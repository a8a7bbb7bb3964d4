import type { Grafana } from "@effect-grafana/core/Grafana"
import * as DataSources from "@effect-grafana/elements/DataSources"
import * as Health from "@effect-grafana/elements/Health"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Kind from "../../Kind.js"
import { exactly } from "../reading.js"
import { rewriteWithin } from "../references.js"
import { paged } from "./listing.js"

const SourceContent = Schema.Struct({
  name: Schema.String,
  type: Schema.String,
  access: Schema.String,
  url: Schema.String,
  user: Schema.String,
  database: Schema.String,
  basicAuth: Schema.Boolean,
  basicAuthUser: Schema.String,
  withCredentials: Schema.Boolean,
  isDefault: Schema.Boolean,
  jsonData: Schema.Record({ key: Schema.String, value: Schema.Unknown }),
  /** The names of the secrets that are set; Grafana never shows the secrets. */
  secrets: Schema.Array(Schema.String)
})

type SourceContent = typeof SourceContent.Type

/** What the settings of Grafana's own pages say of a data source; its built-in ones are no objects. */
const Shown = Schema.Struct({
  datasources: Schema.Record({
    key: Schema.String,
    value: Schema.Struct({
      id: Schema.optional(Schema.Int),
      uid: Schema.optional(Schema.String),
      name: Schema.String
    })
  })
})

/** The data sources by a second witness, which leaves out those whose plugin is not there. */
const shownToPages: Stream.Stream<Kind.Page, Kind.Problem, Grafana> = Stream.fromEffect(
  Effect.map(Health.getFrontendSettings(), (settings) => ({
    items: Object.values(Schema.is(Shown)(settings) ? settings.datasources : {}).flatMap(
      ({ id = -1, name, uid }) =>
        id > 0 && uid !== undefined ? [{ key: uid, title: name, aliases: [name] }] : []
    )
  }))
)

/** The data sources of an organization, by uid, or by name where an instance has another uid for it. */
export const dataSources: Kind.Kind = Kind.make<SourceContent>({
  name: "data-sources",
  after: ["plugins"],
  content: SourceContent,
  listings: [
    {
      name: "the listing",
      pages: paged(DataSources.list.pages(), ({ name, uid }) => ({ key: uid, title: name, aliases: [name] }))
    },
    { name: "the settings of Grafana's pages", pages: shownToPages, partial: true }
  ],
  reads: [DataSources.list, DataSources.get, Health.getFrontendSettings],
  read: ({ key }) =>
    Effect.map(exactly(DataSources.get)({ uid: key }), (it) => ({
      content: {
        name: it.name,
        type: it.type,
        access: it.access,
        url: it.url,
        user: it.user,
        database: it.database,
        basicAuth: it.basicAuth,
        basicAuthUser: it.basicAuthUser,
        withCredentials: it.withCredentials,
        isDefault: it.isDefault,
        jsonData: it.jsonData ?? {},
        secrets: Object.keys(it.secureJsonFields)
          .filter((name) => it.secureJsonFields[name] === true)
          .sort()
      },
      version: it.version,
      fixed: it.readOnly ? "provisioned from a file" : undefined
    })),
  references: ({ jsonData, ...rest }, rewrite) => ({
    ...rest,
    jsonData: rewriteWithin(jsonData, rewrite, "jsonData")
  }),
  write: {
    lane: "data-sources",
    exclusive: true,
    untaken: (content) => ({ ...content, isDefault: true }),
    create: (uid, content, writing) => Effect.as(DataSources.create({ uid, ...sent(content, writing) }), {}),
    update: ({ key, version }, content, writing) =>
      DataSources.update({ currentUid: key, ...sent(content, writing), version: Number(version) }),
    remove: ({ key }) => DataSources.remove({ uid: key })
  }
})

/** The fields, with those secrets that somebody has given; an update keeps the others. */
const sent = ({ secrets, ...fields }: SourceContent, { secret }: Kind.Writing) => ({
  ...fields,
  // Sound: the endpoint itself refuses any other word, before it is sent.
  access: fields.access as "proxy" | "direct",
  secureJsonData: Object.fromEntries(
    secrets.flatMap((name) => Option.match(secret(name), { onNone: () => [], onSome: (it) => [[name, it]] }))
  )
})
