import { describe, expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as LibraryElements from "../src/LibraryElements.js"
import { clientOf, type Server } from "./support/lossy.js"
import { scripted, settled } from "./support/scripted.js"

const author = { id: 1, name: "admin", avatarUrl: "/avatar/46d229b033af06a191ff2267bca9ae56" }
const element = (changes: Partial<LibraryElements.LibraryElement> = {}): LibraryElements.LibraryElement => ({
  id: 1,
  orgId: 1,
  folderId: 1,
  folderUid: "f-one",
  uid: "le-one",
  name: "Panel One",
  kind: 1,
  type: "timeseries",
  description: "",
  model: { type: "timeseries", title: "One", description: "" },
  version: 1,
  meta: {
    folderName: "Folder One",
    folderUid: "f-one",
    connectedDashboards: 0,
    created: "2026-11-22T05:53:14Z",
    updated: "2026-11-22T05:53:14Z",
    createdBy: author,
    updatedBy: author
  },
  ...changes
})
const found = (changes?: Partial<LibraryElements.LibraryElement>) =>
  [200, { result: element(changes) }] as const
const missing = [404, { message: "library element could not be found" }] as const

const created = {
  uid: "le-one",
  folderUid: "f-one",
  name: "Panel One",
  kind: 1,
  model: { title: "One", type: "timeseries" }
} as const

describe("a create whose outcome is unknown", () => {
  it.effect("is done where the element stands there as sent", () => {
    const grafana = scripted("lost", found())
    return Effect.gen(function* () {
      expect((yield* settled(LibraryElements.create(created))).result.uid).toBe("le-one")
      expect(grafana.asked).toEqual(["POST /api/library-elements", "GET /api/library-elements/le-one"])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is sent again where nothing stands there", () => {
    const grafana = scripted("lost", missing, found())
    return Effect.gen(function* () {
      yield* settled(LibraryElements.create(created))
      expect(grafana.asked).toHaveLength(3)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect.each<{ what: string; changes: Partial<LibraryElements.LibraryElement> }>([
    { what: "with another name", changes: { name: "Another" } },
    { what: "in another folder", changes: { folderUid: "f-two" } },
    { what: "with another model", changes: { model: { type: "timeseries", title: "Two" } } },
    { what: "and was changed since", changes: { version: 2 } }
  ])("fails where an element stands there $what", ({ changes }) => {
    const grafana = scripted("lost", found(changes))
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(LibraryElements.create(created)))
      expect(failure._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("takes the root for the root, whether it is left out or answered as general", () => {
    const { folderUid: _, ...atRoot } = created
    const grafana = scripted("lost", found({ folderUid: "general" }))
    return Effect.provide(settled(LibraryElements.create(atRoot)), grafana.layer)
  })

  it.effect("fails where the element is there but in a hidden folder: that is not its absence", () => {
    const grafana = scripted("lost", [404, { message: "folder not found" }])
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(LibraryElements.create(created)))
      expect(failure._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })
})

describe("an update whose outcome is unknown", () => {
  const update = LibraryElements.update({
    currentUid: "le-one",
    folderUid: "f-one",
    kind: 1,
    version: 1,
    name: "New"
  })

  it.effect("is done where the version has moved by one and the element is as sent", () => {
    const grafana = scripted("lost", found({ version: 2, name: "New" }))
    return Effect.gen(function* () {
      expect((yield* settled(update)).result.version).toBe(2)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is sent again where the version has not moved", () => {
    const grafana = scripted("lost", found(), found({ version: 2, name: "New" }))
    return Effect.gen(function* () {
      expect((yield* settled(update)).result.version).toBe(2)
      expect(grafana.asked).toHaveLength(3)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("fails where somebody else has changed the element", () => {
    const grafana = scripted("lost", found({ version: 2, name: "Another's" }))
    return Effect.gen(function* () {
      expect((yield* Effect.flip(settled(update)))._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is not looked for under a new uid", () => {
    const grafana = scripted("lost")
    return Effect.gen(function* () {
      const renamed = LibraryElements.update({
        currentUid: "le-one",
        uid: "le-two",
        folderUid: "f-one",
        kind: 1,
        version: 1
      })
      expect((yield* Effect.flip(settled(renamed)))._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })
})

describe("updateLatest", () => {
  const changed = (change: LibraryElements.Change) =>
    Effect.gen(function* () {
      const sent: Array<unknown> = []
      const serve: Server = ({ body, method }) => {
        if (method === "PATCH") sent.push(JSON.parse(String(body)))
        return { status: 200, body: { result: element({ version: 7 }) } }
      }
      yield* Effect.provide(LibraryElements.updateLatest(change), clientOf(serve))
      return sent
    })

  it.effect("sends the version and the folder that it has read, so that the element stays where it is", () =>
    Effect.gen(function* () {
      expect(yield* changed({ uid: "le-one", name: "New" })).toEqual([
        { folderUid: "f-one", name: "New", kind: 1, version: 7 }
      ])
    })
  )

  it.effect("moves the element where a folder is given, to the root by an empty one", () =>
    Effect.gen(function* () {
      expect(yield* changed({ uid: "le-one", folderUid: "" })).toEqual([
        { folderUid: "", kind: 1, version: 7 }
      ])
    })
  )

  it.effect("fails with NotFound and changes nothing where there is no such element", () => {
    const grafana = scripted(missing)
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(LibraryElements.updateLatest({ uid: "nope", name: "New" }))
      expect(failure._tag).toBe("NotFound")
      expect(grafana.asked).toEqual(["GET /api/library-elements/nope"])
    }).pipe(Effect.provide(grafana.layer))
  })
})

it.effect("an update without a folder is refused, since it would move the element to the root", () => {
  const grafana = scripted()
  return Effect.gen(function* () {
    // @ts-expect-error folderUid is missing
    const failure = yield* Effect.flip(LibraryElements.update({ currentUid: "le-one", kind: 1, version: 1 }))
    expect(failure._tag).toBe("InvalidInput")
    expect(grafana.asked).toEqual([])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a delete whose outcome is unknown is done where the element is gone", () => {
  const grafana = scripted("lost", missing)
  return Effect.gen(function* () {
    expect(yield* settled(LibraryElements.remove({ uid: "le-one" }))).toEqual({
      message: "Library element deleted"
    })
    expect(grafana.asked).toEqual(["DELETE /api/library-elements/le-one", "GET /api/library-elements/le-one"])
  }).pipe(Effect.provide(grafana.layer))
})

describe("list", () => {
  it.effect("goes past pages that a permission has emptied, up to the total", () => {
    const page = (page: number, ...uids: ReadonlyArray<string>) =>
      [
        200,
        { result: { totalCount: 5, page, perPage: 2, elements: uids.map((uid) => element({ uid })) } }
      ] as const
    const grafana = scripted(page(1, "a"), page(2), page(3, "e"))
    return Effect.gen(function* () {
      const all = yield* Stream.runCollect(LibraryElements.list.stream(undefined, { pageSize: 2 }))
      expect(Chunk.toReadonlyArray(all).map(({ uid }) => uid)).toEqual(["a", "e"])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("sends lists as Grafana reads them: one parameter with commas", () => {
    const grafana = scripted([200, { result: { totalCount: 0, page: 1, perPage: 100, elements: [] } }])
    return Effect.gen(function* () {
      yield* LibraryElements.list({ typeFilter: ["text", "stat"], folderFilter: [1, 2] })
      expect(decodeURIComponent(grafana.asked[0] ?? "")).toBe(
        "GET /api/library-elements?typeFilter=text,stat&folderFilter=1,2"
      )
    }).pipe(Effect.provide(grafana.layer))
  })
})
