import { describe, expect, it } from "@effect/vitest"
import * as fc from "fast-check"
import { toYaml } from "../../src/internal/fake/words/yaml.js"
import { parseYaml } from "../../src/internal/fake/words/yamlRead.js"

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    "a: b",
    "- a",
    "x # y",
    "yes",
    "12",
    "1e3",
    "~",
    "a\nb",
    "a\n\n b\n",
    "'",
    '"',
    "[a",
    "{a}",
    "é😀",
    "2024-01-01"
  )
)

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: "yaml" },
    text,
    fc.array(tie("value"), { minLength: 1, maxLength: 3 }),
    fc.dictionary(fc.string({ minLength: 1, maxLength: 6 }), tie("value"), { minKeys: 1, maxKeys: 3 })
  )
}))

describe("YAML", () => {
  it("reads back every text, list and mapping that it writes", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1 }), value, { minKeys: 1, maxKeys: 3 }),
        (document) => {
          expect(parseYaml(toYaml(document))).toEqual({ value: document })
        }
      ),
      { numRuns: 500 }
    )
  })

  it("reads any text at all to a value or an error", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab:-[]{},'\"#|> \n\t&*?") }), (source) => {
        expect(Object.keys(parseYaml(source))).toHaveLength(1)
      }),
      { numRuns: 2000 }
    )
  })

  it("reads folded and literal texts, comments, and what stands in brackets", () => {
    const source = `# rules
ns:
- name: g # the group
  rules:
  - expr: |
      sum(x)
        by (y)
    note: >-
      one
      line
    labels: {a: 1, 'b c': [x, "y\\n"]}
    empty:
`
    expect(parseYaml(source)).toEqual({
      value: {
        ns: [
          {
            name: "g",
            rules: [
              {
                expr: "sum(x)\n  by (y)\n",
                note: "one line",
                labels: { a: "1", "b c": ["x", "y\n"] },
                empty: null
              }
            ]
          }
        ]
      }
    })
  })

  it("says on which line a text stops to be YAML", () => {
    expect(parseYaml("a:\n  b: 1\n c: 2\n")).toEqual({ error: "yaml: line 3: did not find expected key" })
  })
})
