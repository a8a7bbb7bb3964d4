import { describe, expect, it } from "@effect/vitest"
import * as fc from "fast-check"
import { jsonPatch, mergePatch } from "../../src/internal/fake/apis/apisPatch.js"

const withoutNull = fc
  .jsonValue({ noUnicodeString: true })
  .filter((value) => !JSON.stringify(value).includes("null"))
const objects = fc.dictionary(fc.string({ minLength: 1, maxLength: 4 }), withoutNull, {
  noNullPrototype: true
})

const escape = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1")

describe("patches", () => {
  it("a merge patch of itself leaves an object as it is, and one of nothing too", () => {
    fc.assert(
      fc.property(objects, (object) => {
        expect(mergePatch(object, object)).toEqual(object)
        expect(mergePatch(object, {})).toEqual(object)
      })
    )
  })

  it("a merge patch gives every field of its own and takes those that it names null", () => {
    expect(mergePatch({ a: 1, b: { c: 2, d: 3 }, e: [1] }, { a: null, b: { c: 4 }, e: [2] })).toEqual({
      b: { c: 4, d: 3 },
      e: [2]
    })
  })

  it("what one step adds the next one removes", () => {
    fc.assert(
      fc.property(objects, fc.string({ minLength: 1, maxLength: 4 }), withoutNull, (object, key, value) => {
        fc.pre(!Object.hasOwn(object, key))
        const path = `/${escape(key)}`
        const patched = jsonPatch(object, [
          { op: "add", path, value },
          { op: "test", path, value },
          { op: "remove", path }
        ])
        expect(patched).toEqual(object)
      })
    )
  })

  it("all steps apply, or none", () => {
    const target = { list: [1, 2, 3], a: { b: "x" } }
    const apply = (...steps: ReadonlyArray<unknown>) => jsonPatch(target, steps)
    expect(apply({ op: "add", path: "/list/1", value: 9 })).toEqual({ ...target, list: [1, 9, 2, 3] })
    expect(apply({ op: "remove", path: "/list/0" })).toEqual({ ...target, list: [2, 3] })
    expect(apply({ op: "replace", path: "/list/2", value: 9 })).toEqual({ ...target, list: [1, 2, 9] })
    expect(apply({ op: "copy", from: "/a/b", path: "/c" })).toEqual({ ...target, c: "x" })
    expect(apply({ op: "move", from: "/a/b", path: "/list/-" })).toEqual({ list: [1, 2, 3, "x"], a: {} })
    expect(apply({ op: "replace", path: "/nope", value: 1 })).toBeUndefined()
    expect(apply({ op: "remove", path: "/list/7" })).toBeUndefined()
    expect(apply({ op: "test", path: "/a/b", value: "y" })).toBeUndefined()
    expect(apply({ op: "nope", path: "/a" })).toBeUndefined()
  })
})
