import { expect } from "@effect/vitest"
import * as DashboardResources from "@effect-grafana/elements/DashboardResources"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Live from "../../src/Live.js"
import { dashboard, folder, suite } from "./support.js"

const place = { version: "v1beta1", namespace: "default" }

suite("dashboards as resources", (test) => {
  test(
    "are the same as those of the older API",
    Effect.gen(function* () {
      yield* Live.needs("12.0.0")
      const { uid: folderUid } = yield* folder()
      const { uid } = yield* dashboard(folderUid)
      const read = yield* DashboardResources.get({ ...place, name: uid })
      expect(read.metadata.annotations?.["grafana.app/folder"]).toBe(folderUid)
      expect(read.spec?.["title"]).toBe(uid)
      yield* Dashboards.remove({ uid })
      expect((yield* Effect.flip(DashboardResources.get({ ...place, name: uid })))._tag).toBe("NotFound")
    })
  )

  test(
    "are created, replaced by version and removed",
    Effect.gen(function* () {
      yield* Live.needs("12.0.0")
      const name = yield* Live.name
      const made = yield* Live.making(
        DashboardResources.create({ ...place, metadata: { name }, spec: { title: name } }),
        () => DashboardResources.remove({ ...place, name })
      )
      const { resourceVersion = "" } = made.metadata
      const update = (title: string) =>
        DashboardResources.update({ ...place, name, metadata: { name, resourceVersion }, spec: { title } })
      expect((yield* update(`${name} 2`)).spec?.["title"]).toBe(`${name} 2`)
      expect((yield* Effect.flip(update(`${name} 3`)))._tag).toBe("VersionMismatch")
      expect((yield* Dashboards.get({ uid: name })).dashboard["title"]).toBe(`${name} 2`)
    })
  )

  test(
    "are listed, each once, in pages by cursor",
    Effect.gen(function* () {
      yield* Live.needs("12.0.0")
      const { uid: folderUid } = yield* folder()
      const made = yield* Effect.replicateEffect(dashboard(folderUid), 3)
      const names = yield* DashboardResources.list.stream(place, { pageSize: 2 }).pipe(
        Stream.map(({ metadata }) => metadata.name),
        Stream.runCollect
      )
      const mine = [...names].filter((name) => made.some(({ uid }) => uid === name))
      expect(mine.sort()).toEqual(made.map(({ uid }) => uid).sort())
    })
  )
})
