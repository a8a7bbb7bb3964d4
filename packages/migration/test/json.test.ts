import { describe, expect, it } from "@effect/vitest"
import * as fc from "fast-check"
import * as Json from "../src/internal/json.js"

describe("numbers", () => {
  const kept = [
    ["an integer above 2^53", "9007199254740993"],
    ["a long fraction", "0.10000000000000000001"],
    ["an exponent out of range", "1e400"],
    ["a number that would become zero", "-3.25e-400"],
    ["a long negative integer", "-123456789012345678901234567890"]
  ]
  it.each(kept)("%s is written as it was read", (_, number) => {
    const text = `{"a":[1,${number}],"b":"${number}"}`
    expect(Json.hasExactNumbers(text)).toBe(true)
    expect(Json.canonical(Json.parse(text))).toBe(text)
  })

  it.each([
    "0.30000000000000004",
    "1.10",
    "1E3",
    "1700000000000",
    "9007199254740992",
    "0.0e-7",
    "1.7976931348623157e308"
  ])("%s stays a number", (number) => {
    const text = `[${number}]`
    expect(Json.hasExactNumbers(text)).toBe(false)
    expect(Json.parse(text)).toEqual(JSON.parse(text))
  })

  it("digits in a string are no number", () => {
    const text = JSON.stringify({ ', 9007199254740993 "': "[9007199254740993, 1e999]" })
    expect(Json.hasExactNumbers(text)).toBe(false)
    expect(Json.parse(text)).toEqual(JSON.parse(text))
  })

  it("an object that looks like our mark stays data", () => {
    const text = '{"exact number":"1","n":9007199254740993}'
    expect(Json.canonical(Json.parse(text))).toBe(text)
  })
})

/** Values with names of fields that JavaScript has its own ideas of. */
const { odd } = fc.letrec<{ odd: unknown }>((tie) => ({
  odd: fc.oneof(
    { depthSize: "small" },
    fc.jsonValue({ maxDepth: 0 }),
    fc.array(tie("odd"), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom("a", "b", "-", "9", "10", "01", "__proto__"), tie("odd")), {
        maxLength: 5
      })
      .map((fields) => Object.fromEntries(fields))
  )
}))

const backwards = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(backwards)
  if (!Json.isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, field]) => [key, backwards(field)] as const)
      .reverse()
  )
}

describe("canonical", () => {
  it("is what JSON.parse reads back, for any value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(Json.canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
        expect(JSON.parse(Json.canonical(value, "  "))).toEqual(JSON.parse(JSON.stringify(value)))
      })
    )
  })

  it("is the same whatever the order of the fields", () => {
    expect(Json.canonical({ b: 1, a: { d: 2, c: 3 } })).toBe('{"a":{"c":3,"d":2},"b":1}')
    fc.assert(
      fc.property(odd, (value) => {
        expect(Json.canonical(backwards(value))).toBe(Json.canonical(value))
        expect(JSON.parse(Json.canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
      })
    )
  })

  it("has numbers among the names of fields where their text stands in the order", () => {
    expect(Json.canonical({ 9: 1, 10: { b: 2, a: 3 }, "-": 4 })).toBe('{"-":4,"10":{"a":3,"b":2},"9":1}')
  })

  it("leaves the value as it was", () => {
    const value = Json.parse('{"b":1,"a":{"d":[{"f":1,"e":2}],"c":3}}')
    const before = JSON.stringify(value)
    Json.canonical(value)
    expect(JSON.stringify(value)).toBe(before)
  })

  it("puts each field on a line, as JSON.stringify does", () => {
    const value = { a: [1, { b: [] }], c: {} }
    expect(Json.canonical(value, "  ")).toBe(JSON.stringify(value, undefined, 2))
  })

  it("keeps a field named __proto__ as data", () => {
    expect(Json.canonical(Json.parse('{"__proto__":{"x":1}}'))).toBe('{"__proto__":{"x":1}}')
  })
})
