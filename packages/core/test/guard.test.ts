import { assert, describe, it } from "@effect/vitest"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { compileGuard } from "../src/internal/guard.js"

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

describe("a compiled guard", () => {
  it("says what ParseResult.is says, of every schema and value", () => {
    let fitting = 0
    fc.assert(
      fc.property(schema, fc.array(value, { minLength: 20, maxLength: 20 }), (schema, values) => {
        const [ours, theirs] = [compileGuard(schema), ParseResult.is(schema)]
        for (const value of values) {
          const expected = verdict(theirs, value)
          if (expected === true) fitting += 1
          // Where the library's throws (a union, and a value whose field toString is no function) ours must not.
          if (expected === undefined) assert.isBoolean(ours(value))
          else assert.strictEqual(ours(value), expected)
        }
      }),
      { numRuns: 2000 }
    )
    assert.isAbove(fitting, 2000)
  })

  it("takes no inherited property for a field", () => {
    for (const name of ["constructor", "toString", "__proto__"]) {
      const given = JSON.parse(`{"${name}":1}`) as unknown
      const required = Schema.Struct({ [name]: Schema.Unknown }) as unknown as Any
      const optional = Schema.Struct({ [name]: Schema.optional(Schema.Number) }) as unknown as Any
      for (const schema of [required, optional]) {
        assert.isTrue(compileGuard(schema)(given))
        assert.strictEqual(compileGuard(schema)({}), ParseResult.is(schema)({}))
      }
    }
  })
})
