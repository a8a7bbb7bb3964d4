import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { routes } from "../../src/internal/fake/routes.js"
import { start } from "./support.js"

const segment = fc.oneof(
  fc.constantFrom(
    "f",
    "d",
    "le",
    "td",
    "1",
    "2",
    "0",
    "-1",
    "abc",
    "general",
    "..%2F",
    "%F0%9F%98%80",
    "%FF",
    "%zz"
  ),
  fc.string({ maxLength: 5 }).map(encodeURIComponent)
)

const path = fc
  .tuple(fc.constantFrom(...routes.map(({ key }) => key)), fc.array(segment, { minLength: 3, maxLength: 3 }))
  .map(([{ method, path }, values]) => {
    let next = 0
    return { method, path: path.replace(/\{[^}]*\}|\*/g, () => values[next++ % values.length] ?? "x") }
  })

const names = [
  "uid",
  "title",
  "name",
  "login",
  "email",
  "dashboard",
  "items",
  "version",
  "permission",
  "kind",
  "model",
  "settings",
  "type",
  "receiver",
  "receivers",
  "routes",
  "object_matchers",
  "matchers",
  "time_intervals",
  "weekdays",
  "startsAt",
  "endsAt",
  "template",
  "spec",
  "integrations",
  "metadata"
]

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: "body" },
    fc.constantFrom<unknown>(null, true, 0, 1, 99, "", "f", "d", "Viewer"),
    fc.string({ maxLength: 8 }),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.constant("__proto__")), tie("value"), { maxKeys: 6 })
  )
}))

const query = fc
  .array(
    fc.tuple(
      fc.constantFrom("page", "limit", "perpage", "tag", "type", "sort", "query", "folderUIDs"),
      segment
    ),
    {
      maxLength: 3
    }
  )
  .map((pairs) => pairs.map(([name, text]) => `${name}=${text}`).join("&"))

describe("any request at all", () => {
  it.effect("gets an answer with a status, and leaves a server that still answers", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const viewer = grafana.user("vera", "Viewer")
      grafana.fake.seed({ folders: 6, dashboards: 6, libraryElements: 4, users: 4, teams: 2, dataSources: 2 })
      grafana.post("/api/folders", { uid: "f", title: "F" })
      fc.assert(
        fc.property(path, query, fc.option(value), fc.boolean(), ({ method, path }, query, body, isAdmin) => {
          // The administrator must stay one, or every other request would be the same refusal.
          fc.pre(
            !/^\/api\/(admin\/users|org\/users|orgs\/[^/]*\/users|user\/password|user\/using)/.test(path) &&
              !(method === "PUT" && /^\/api\/(user|users\/[^/]*)$/.test(path))
          )
          const answer = (isAdmin ? grafana : viewer).send(method, `${path}?${query}`, body ?? undefined)
          expect(answer.status).toBeGreaterThanOrEqual(200)
          expect(answer.status).toBeLessThan(600)
        }),
        { numRuns: 3000 }
      )
      expect(grafana.get("/api/search").status).toBe(200)
      expect(grafana.fake.writes.length).toBeGreaterThan(10)
    })
  )
})
