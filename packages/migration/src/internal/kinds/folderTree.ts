/** The folders as a walk down their tree shows them, a level a page. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Folders from "@effect-grafana/elements/Folders"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Page, Problem } from "../../Kind.js"
import { workers } from "../workers.js"

const crew = 16

export const folderTree: Stream.Stream<Page, Problem, Grafana> = Stream.suspend(() => {
  const entered = new Set<string>()
  let tops: ReadonlySet<string> | undefined
  /** Grafana before 10 has folders at the root alone, and shows all of them whatever parent it is asked for. */
  const isBelow = ({ parentUid, uid }: Folders.FolderHit) =>
    parentUid !== undefined || tops?.has(uid) !== true
  const level = (parents: ReadonlyArray<string | undefined>) =>
    Effect.gen(function* () {
      const found: Array<Folders.FolderHit> = []
      yield* workers(crew, parents, (uid) =>
        Folders.list.stream(uid === undefined ? {} : { parentUid: uid }, { distinct: "off" }).pipe(
          Stream.filter((hit) => uid === undefined || isBelow(hit)),
          Stream.runForEachChunk((hits) => Effect.sync(() => found.push(...hits)))
        )
      )
      if (tops === undefined) tops = new Set(found.map(({ uid }) => uid))
      // A folder is entered once, even where the tree goes round in circles.
      const next = [...new Set(found.map(({ uid }) => uid))].filter((uid) => !entered.has(uid))
      for (const uid of next) entered.add(uid)
      const items = found.map(({ parentUid, title, uid }) => ({ key: uid, title, folder: parentUid }))
      return [{ items }, Option.liftPredicate(next, ({ length }) => length > 0)] as const
    })
  return Stream.paginateEffect<ReadonlyArray<string | undefined>, Page, Problem, Grafana>([undefined], level)
})
