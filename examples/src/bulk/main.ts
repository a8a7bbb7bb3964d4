/**
 * `TAG=prod OVERWRITE=true pnpm start:bulk`: a migration of one's own, from SOURCE_GRAFANA_URL to TARGET_GRAFANA_URL.
 * Library elements, permissions, alerts, secrets, resuming and undoing it leaves to `@effect-grafana/migration`.
 */
import * as Grafana from "@effect-grafana/core/Grafana"
import * as Node from "@effect-grafana/core/Node"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as DataSources from "@effect-grafana/elements/DataSources"
import * as Folders from "@effect-grafana/elements/Folders"
import * as Search from "@effect-grafana/elements/Search"
import { Array as Arr, Chunk, Config, Console, Effect, Stream } from "effect"
import { orEmbedded } from "../embedded.js"
import { done, partly, run } from "../run.js"
import { portable } from "./portable.js"

class Source extends Grafana.Tag("bulk/Source")<Source>() {}
class Target extends Grafana.Tag("bulk/Target")<Target>() {}

// A folder comes before what it holds.
const below = (parentUid?: string): ReturnType<typeof Folders.list.stream> =>
  Stream.flatMap(Folders.list.stream({ parentUid }), (it) => Stream.concat(Stream.make(it), below(it.uid)))

const moveFolder = (folder: Folders.FolderHit) =>
  Effect.catchTag(Target.on(Folders.create(folder)), "UidTaken", () => Effect.void)

// What the target has under the same uid or name stays as it is; its uid there is what dashboards are to name.
const moveDataSource = Effect.fn(function* ({ uid }: DataSources.DataSourceHit) {
  const it = yield* Source.on(DataSources.get({ uid }))
  const made = DataSources.create({ ...it, access: it.access === "direct" ? "direct" : "proxy" })
  const there = DataSources.get(it).pipe(
    Effect.catchTag("NotFound", () => DataSources.getByName(it)),
    Effect.catchTag("NotFound", () => Effect.map(made, ({ datasource }) => datasource))
  )
  return [uid, (yield* Target.on(there)).uid] as const
})

const migrated = Effect.gen(function* () {
  const tag = yield* Config.withDefault(Config.array(Config.string(), "TAG"), [])
  const overwrite = yield* Config.withDefault(Config.boolean("OVERWRITE"), false)
  yield* Stream.runForEach(Source.on(below()), moveFolder)
  const sources = Source.on(DataSources.list.stream())
  const uids = Object.fromEntries(yield* Stream.runCollect(Stream.mapEffect(sources, moveDataSource)))
  const moveDashboard = ({ uid }: Search.Hit) =>
    Source.on(Dashboards.get({ uid })).pipe(
      Effect.flatMap((it) => Target.on(Dashboards.save({ ...portable(it, uids), overwrite }))),
      Effect.as("moved"),
      Effect.catchTag("VersionMismatch", (it) => (overwrite ? it : Effect.succeed("there already"))),
      Effect.catchAll((error) => Effect.as(Console.error(`${uid}: ${error.message}`), error._tag))
    )
  const hits = Source.on(Search.search.stream({ type: "dash-db", tag, sort: "alpha-asc" }, { passes: 2 }))
  const outcomes = yield* Stream.runCollect(Stream.mapEffect(hits, moveDashboard, { concurrency: 8 }))
  for (const [outcome, { length }] of Object.entries(Arr.groupBy(outcomes, (it) => it)))
    yield* Console.log(`${length} ${outcome}`)
  return Chunk.every(outcomes, (it) => it === "moved" || it === "there already") ? done : partly
})

const source = Source.layer(orEmbedded(Node.layerConfig({ prefix: "SOURCE_" })))
const target = Target.layer(orEmbedded(Node.layerConfig({ prefix: "TARGET_" }), {}))
run(Effect.provide(migrated, [source, target]))
