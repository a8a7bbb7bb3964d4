import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "effect/FastCheck"
import { fileName } from "../../src/internal/archive/fileName.js"

const nameOf = (id: string): Promise<string> => Effect.runPromise(fileName(id))

/** Ids that are made to collide: short, of the characters that names are built from, and of one another's case. */
const ids = fc.oneof(
  fc.string({
    unit: fc.constantFrom("a", "A", "b", "B", "=", "~", "-", "_", "1", "6", ".", "é", "İ", "ı", "K")
  }),
  fc.string({ unit: "binary" }),
  fc.constantFrom("con", "CON", "cOn", "=63on", "nul", "com1", "COM9", "lpt0", "prn", "aux", "auxx"),
  fc.string({ unit: fc.constantFrom("x", "X", "/"), minLength: 150, maxLength: 260 })
)

describe("the name of a file", () => {
  it("two ids never share one, not even where capitals do not count", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ids, { minLength: 2, maxLength: 30 }), async (some) => {
        const all = new Set(some.flatMap((id) => [id, id.toUpperCase(), id.toLowerCase()]))
        const names = await Promise.all([...all].map(nameOf))
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(all.size)
      }),
      { numRuns: 1000 }
    )
  })

  it("is safe on every file system, and short", async () => {
    await fc.assert(
      fc.asyncProperty(ids, async (id) => {
        const name = await nameOf(id)
        expect(name).toMatch(/^[A-Za-z0-9_=~-]*$/)
        expect(name).not.toMatch(/^(con|prn|aux|nul|com[1-9]|lpt[1-9])$/i)
        expect(name.length).toBeLessThanOrEqual(200)
      }),
      { numRuns: 1000 }
    )
  })

  it.each([
    ["a-plain_uid1", "a-plain_uid1"],
    ["aBc", "aBc~2"],
    ["a/b", "a=2fb"],
    ["é", "=c3=a9"],
    ["con", "=63on"],
    ["CON", "=43ON~18"],
    ["a~b", "a=7eb"]
  ])("of %s is %s", async (id, name) => {
    expect(await nameOf(id)).toBe(name)
  })

  it("of a long id is cut and closed with its hash", async () => {
    expect(await nameOf("x".repeat(200))).toBe("x".repeat(200))
    expect(await nameOf("x".repeat(201))).toMatch(/^x{100}=-[0-9a-f]{64}$/)
  })
})
