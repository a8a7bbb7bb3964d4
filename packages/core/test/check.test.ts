import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import * as Check from "../src/Check.js"
import * as Endpoint from "../src/Endpoint.js"
import { json, script } from "./support/scripted.js"

type Any = Schema.Schema<unknown>

const names = fc.constantFrom("a", "b", "uid", "version")
const anyNames = fc.oneof(names, fc.constantFrom("constructor", "__proto__", "toString"))

const leaves = [
  Schema.String,
  Schema.Number,
  Schema.Int,
  Schema.Boolean,
  Schema.Null,
  Schema.Undefined,
  Schema.Unknown,
  Schema.Literal("a", "b", 1),
  Schema.NonEmptyString,
  Schema.Date,
  Schema.Tuple(Schema.String, Schema.Number),
  Schema.TemplateLiteral("a", Schema.Number)
] as unknown as ReadonlyArray<Any>

const { schema } = fc.letrec<{ schema: Any; leaf: Any; field: readonly [Any, boolean] }>((tie) => ({
  leaf: fc.constantFrom(...leaves),
  field: fc.tuple(tie("schema"), fc.boolean()),
  schema: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("leaf"),
    fc.array(tie("schema"), { maxLength: 3 }).map((members) => Schema.Union(...members) as Any),
    tie("schema").map((item) => Schema.Array(item) as Any),
    tie("schema").map((item) => Schema.suspend(() => item)),
    tie("schema").map((value) => Schema.Record({ key: Schema.String, value }) as Any),
    fc.tuple(fc.dictionary(names, tie("field"), { maxKeys: 4 }), fc.boolean()).map(([fields, open]) => {
      const struct = Object.fromEntries(
        Object.entries(fields).map(([name, [field, optional]]) => [
          name,
          optional ? Schema.optional(field) : field
        ])
      )
      return (
        open ? Schema.Struct(struct, { key: Schema.String, value: Schema.Unknown }) : Schema.Struct(struct)
      ) as Any
    })
  )
}))

/** JSON-like values of the same names, so that they fit often. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<unknown>(
      "",
      "a",
      "b",
      "a1",
      0,
      1,
      1.5,
      NaN,
      true,
      null,
      undefined,
      [],
      {},
      new Date(0),
      new Date(NaN),
      () => 0
    ),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(anyNames, tie("value"), { maxKeys: 4 })
  )
}))

const verdict = (guard: (value: unknown) => boolean, value: unknown): boolean | undefined => {
  try {
    return guard(value)
  } catch {
    return undefined
  }
}

/** Of a struct, a union told apart by a literal, and lists. */
const Shapes = Endpoint.get("shapes", "/api/shapes", {
  success: Schema.Union(
    Schema.Struct({ a: Schema.Literal("a", 1), b: Schema.optional(Schema.Number) }),
    Schema.Array(Schema.Number),
    Schema.String
  )
})

const outcome = (endpoint: typeof Shapes, body: unknown, check: Check.Check) =>
  endpoint().pipe(
    Effect.mapError(({ _tag, message }) => `${_tag}: ${message}`),
    Effect.either,
    Effect.provide(script(json(200, JSON.stringify(body) ?? "")).layer({ check }))
  )

describe("a check", () => {
  it("says what ParseResult.is says, of every schema and value", () => {
    let fitting = 0
    fc.assert(
      fc.property(schema, fc.array(value, { minLength: 20, maxLength: 20 }), (schema, values) => {
        const theirs = ParseResult.is(schema)
        const [compiled, standard] = [Check.compiled(schema), Check.standard(schema)]
        for (const value of values) {
          const expected = verdict(theirs, value)
          if (expected === true) fitting += 1
          assert.strictEqual(standard(value), expected ?? false)
          // Where the library's throws (a union, and a value whose field toString is no function) ours must not.
          if (expected === undefined) assert.isBoolean(compiled(value))
          else assert.strictEqual(compiled(value), expected)
        }
      }),
      { numRuns: 2000 }
    )
    assert.isAbove(fitting, 2000)
  })

  it.effect("chooses no other outcome of a call, in no other words", () =>
    Effect.gen(function* () {
      const tried: Array<string> = []
      for (const body of fc.sample(value, { numRuns: 300, seed: 1 })) {
        const [standard, compiled] = yield* Effect.forEach([Check.standard, Check.compiled], (check) =>
          outcome(Shapes, body, check)
        )
        assert.deepStrictEqual(compiled, standard)
        tried.push(standard?._tag ?? "")
      }
      assert.includeMembers(tried, ["Left", "Right"])
    })
  )

  it.effect("that throws where effect's own does is no defect of a call", () =>
    Effect.gen(function* () {
      const got = yield* outcome(Shapes, { a: { toString: 1 } }, Check.standard)
      assert.isTrue(Either.isLeft(got))
    })
  )

  it("takes no inherited property for a field", () => {
    for (const name of ["constructor", "toString", "__proto__"]) {
      const given = JSON.parse(`{"${name}":1}`) as unknown
      const required = Schema.Struct({ [name]: Schema.Unknown }) as unknown as Any
      const optional = Schema.Struct({ [name]: Schema.optional(Schema.Number) }) as unknown as Any
      for (const schema of [required, optional]) {
        assert.isTrue(Check.compiled(schema)(given))
        assert.strictEqual(Check.compiled(schema)({}), ParseResult.is(schema)({}))
      }
    }
  })
})
