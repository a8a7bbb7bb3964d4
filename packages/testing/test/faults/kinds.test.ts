import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Folders from "@effect-grafana/elements/Folders"
import * as Health from "@effect-grafana/elements/Health"
import { assert, describe } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Faults from "../../src/Faults.js"
import { media, type Medium } from "./support/media.js"

interface Expected {
  /** What the client makes of it; undefined: a success. */
  readonly fails: Readonly<Record<string, unknown>> | undefined
  /** Whether the folder is there afterwards. */
  readonly created: boolean
}

const failsBefore = (fields: Readonly<Record<string, unknown>>): Expected => ({
  fails: fields,
  created: false
})
const failsAfter = (fields: Readonly<Record<string, unknown>>): Expected => ({ fails: fields, created: true })
const succeeds: Expected = { fails: undefined, created: true }

const closed = { _tag: "TransportError", reason: "Closed", outcome: "unknown" }
const late = { _tag: "TimedOut", clock: "attempt", outcome: "unknown" }

const kinds: ReadonlyArray<readonly [name: string, fault: Faults.Fault, Expected]> = [
  [
    "a status with a body",
    Faults.status(500, { message: "boom" }),
    failsBefore({ _tag: "ServerError", status: 500, message: "boom" })
  ],
  [
    "a status with a text",
    Faults.status(504, "upstream timed out"),
    failsBefore({ _tag: "ServerError", status: 504, message: "upstream timed out" })
  ],
  [
    "a status after the commit",
    Faults.afterCommit(Faults.status(502)),
    failsAfter({ _tag: "ServerError", status: 502 })
  ],
  ["stalled headers", Faults.stalledHeaders, failsBefore(late)],
  ["stalled headers after the commit", Faults.afterCommit(Faults.stalledHeaders), failsAfter(late)],
  ["a stalled body", Faults.stalledBody, failsAfter(late)],
  ["a latency beyond the attempt's clock", Faults.latency("2 seconds"), failsAfter(late)],
  ["a latency within it", Faults.latency("50 millis"), succeeds],
  ["a reset before the commit", Faults.resetBeforeCommit, failsBefore(closed)],
  ["a reset after the commit", Faults.resetAfterCommit, failsAfter(closed)],
  ["a body that breaks off", Faults.truncated({ contentLength: "kept" }), failsAfter(closed)],
  [
    "JSON that breaks off",
    Faults.truncated({ contentLength: "cut" }),
    failsAfter({ _tag: "UnexpectedResponse", reason: "body", status: 200 })
  ],
  ["corrupt JSON", Faults.corruptJson, failsAfter({ _tag: "UnexpectedResponse", reason: "body" })],
  ["a web page", Faults.html(), failsBefore({ _tag: "UnexpectedResponse", reason: "not Grafana" })],
  [
    "a web page after the commit",
    Faults.afterCommit(Faults.html({ status: 503 })),
    failsAfter({ _tag: "ServerError", status: 503 })
  ],
  ["a wrong content type", Faults.contentType("text/plain"), succeeds],
  ["a gzip bomb", Faults.gzipBomb(), failsBefore({ _tag: "TransportError", reason: "BodyTooLarge" })],
  [
    "a gzip body of zeros",
    Faults.gzipBomb({ bytes: 2000 }),
    failsBefore({ _tag: "UnexpectedResponse", reason: "body" })
  ],
  [
    "a locked database",
    Faults.databaseLocked,
    failsBefore({ _tag: "ServerError", message: "Folder API error: database is locked" })
  ],
  ["a spurious 401", Faults.unauthorized, failsBefore({ _tag: "Unauthorized", status: 401 })],
  ["a spurious 412", Faults.preconditionFailed, failsBefore({ _tag: "UidTaken", status: 412 })],
  ["a wrong clock", Faults.clockSkew({ behind: "1 day" }), succeeds]
]

const create = Folders.create({ uid: "f", title: "F" })
const always = (fault: Faults.Fault) => Faults.script([Faults.on(Folders.create, fault)])

for (const { name, test } of media) {
  describe(`one fault ${name}`, () => {
    for (const [kind, fault, { created, fails }] of kinds) {
      const outcome = fails === undefined ? "is a success" : `is ${String(fails["_tag"])}`
      test(`${kind} ${outcome}, and the folder is ${created ? "" : "not "}made`, always(fault), (broken) =>
        Effect.gen(function* () {
          const { end, fake, log } = broken
          const answer = yield* end(create)
          if (Either.isLeft(answer)) assert.deepInclude(answer.left, fails ?? {})
          else assert.isUndefined(fails)
          assert.strictEqual(fake.writes.length, created ? 1 : 0)
          assert.deepStrictEqual(log, [
            {
              index: 1,
              method: "POST",
              path: "/api/folders",
              fault,
              status: created ? 200 : undefined,
              committed: created
            }
          ])
        })
      )
    }
  })

  describe(`Retry-After ${name}`, () => retryAfter(test))
  describe(`a wrong content type ${name}`, () => headers(test))
}

function retryAfter(test: Medium["test"]): void {
  const cases: ReadonlyArray<readonly [string, Faults.Fault, string, number]> = [
    ["in seconds", Faults.retryAfter("7 seconds"), "ServerError", 7],
    ["in seconds of a 429", Faults.retryAfter("7 seconds", { status: 429 }), "TooManyRequests", 7],
    ["as a date", Faults.retryAfter("90 seconds", { as: "date" }), "ServerError", 90],
    [
      "as a date of a clock that is ahead",
      Faults.retryAfter("90 seconds", { as: "date", clock: { ahead: "1 hour" } }),
      "ServerError",
      3690
    ],
    [
      "as a date of a clock that is behind",
      Faults.retryAfter("90 seconds", { as: "date", clock: { behind: "1 hour" } }),
      "ServerError",
      0
    ]
  ]
  for (const [form, fault, tag, seconds] of cases) {
    test(`${form} is what the client reads`, always(fault), ({ end }) =>
      Effect.gen(function* () {
        const error = Either.getOrThrow(Either.flip(yield* end(create)))
        if (error._tag !== "ServerError" && error._tag !== "TooManyRequests") return assert.fail(error._tag)
        assert.strictEqual(error._tag, tag)
        // A date has no fractions of a second, and real time goes on.
        assert.approximately(Duration.toSeconds(error.retryAfter ?? Duration.infinity), seconds, 1.5)
      })
    )
  }
}

function headers(test: Medium["test"]): void {
  const met = (fault: Faults.Fault) => Faults.script([Faults.on({}, fault)])
  test("stands in the response", met(Faults.contentType("text/csv")), ({ end }) =>
    Effect.gen(function* () {
      const { headers } = Either.getOrThrow(yield* end(Endpoint.withResponse(Health.get)()))
      assert.strictEqual(headers["content-type"], "text/csv")
    })
  )
  test("and so does the date of a wrong clock", met(Faults.clockSkew({ ahead: "1 day" })), ({ end }) =>
    Effect.gen(function* () {
      const now = yield* Effect.clockWith((clock) => clock.currentTimeMillis)
      const { headers } = Either.getOrThrow(yield* end(Endpoint.withResponse(Health.get)()))
      assert.approximately(Date.parse(headers["date"] ?? "") - now, 86_400_000, 5_000)
    })
  )
}
