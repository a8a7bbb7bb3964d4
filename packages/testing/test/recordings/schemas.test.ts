import { describe, expect, it } from "@effect/vitest"
import { BadRequest, when } from "@effect-grafana/core/GrafanaError"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { alike } from "./answers.js"
import { openPaths, visit } from "./asts.js"
import { contracts, elements, endpointOf, isOf, type Known } from "./contracts.js"
import { shapeOf, survivors } from "./mutations.js"
import { replayedOf } from "./replay.js"
import { openRows } from "./rows.js"
import { strangers } from "./strangers.js"
import * as Tables from "./tables.js"

const contractsOf = (module: string): ReadonlyArray<Known> =>
  contracts.filter((known) => known.module === module)

describe.each(elements)("A response schema of %s", (module) => {
  it("refuses a recorded success in which one field is gone or of another type", () => {
    expect(survivorsOf(module)).toEqual([])
  })

  it("names every field that was recorded", () => {
    const unnamed = replayedOf(module).flatMap(({ known, outcome }) => {
      const { success } = known.contract
      if (Either.isLeft(outcome) || success === undefined) return []
      return strangers(success.ast, outcome.right).map((path) => `${endpointOf(known)} ${path}`)
    })
    expect([...new Set(unnamed)]).toEqual([])
  })

  it("is open only where a reason is listed", () => {
    const listed = Tables.openSchemas.read().filter(isOf(module))
    expect(openRows(module)).toEqual(listed.map(({ endpoint, path }) => ({ endpoint, path })))
    expect(listed.filter(({ reason }) => reason === "")).toEqual([])
  })

  it("transforms nothing and needs no service", () => {
    const wrong = contractsOf(module).flatMap((known) =>
      transformationsOf(known).map((path) => `${endpointOf(known)} ${path}`)
    )
    expect(wrong).toEqual([])
  })

  it("stands beside errors that no response can fit equally", () => {
    const wrong = contractsOf(module).flatMap((known) =>
      twins(known).map((wire) => `${endpointOf(known)} ${wire}`)
    )
    expect(wrong).toEqual([])
  })
})

/** The mutations that a module's schemas let pass; of all successes of the same shape one is mutated. */
const survivorsOf = (module: string): ReadonlyArray<string> => {
  const seen = new Set<string>()
  const survived = replayedOf(module).flatMap(({ known, outcome }) => {
    if (Either.isLeft(outcome) || known.contract.success === undefined) return []
    const endpoint = endpointOf(known)
    const shape = `${endpoint} ${shapeOf(outcome.right)}`
    if (seen.has(shape)) return []
    seen.add(shape)
    // Sound: response schemas need no services and do not transform; held by a test below.
    const schema = known.contract.success as Schema.Schema<unknown>
    return survivors(schema, outcome.right).map(({ path, what }) => `${endpoint} ${path} ${what}`)
  })
  return [...new Set(survived)]
}

/** Paths of nodes that could change a value or ask for a service: a declaration may, but for that of bytes. */
const transformationsOf = ({ contract }: Known): ReadonlyArray<string> => {
  const paths: Array<string> = []
  if (contract.success === undefined) return paths
  visit(contract.success.ast, (ast, path) => {
    const declares = ast._tag === "Declaration" && contract.response !== "bytes"
    if (ast._tag === "Transformation" || declares) paths.push(`${path} ${ast._tag}`)
  })
  return paths
}

/** Wire forms that stand twice on one endpoint. */
const twins = ({ contract }: Known): ReadonlyArray<string> => {
  const seen = new Map<string, string>()
  return contract.errors.flatMap(({ tag, wires }) =>
    wires.flatMap(({ bodyStatus, message, messageId, status }) => {
      const wire = [status, messageId, bodyStatus, message]
        .map((named) => String(named ?? ""))
        .join(" ")
        .trim()
      const other = seen.get(wire)
      seen.set(wire, tag)
      return other === undefined ? [] : [`${wire}: ${other} and ${tag}`]
    })
  )
}

describe("These checks themselves", () => {
  const Loose = Schema.Struct({
    a: Schema.Union(Schema.Struct({ b: Schema.String }), Schema.Struct({})),
    list: Schema.Array(Schema.Struct({ c: Schema.Union(Schema.Number, Schema.String), d: Schema.Int }))
  })
  const value = {
    a: { b: "x" },
    list: [
      { c: 1, d: 2 },
      { c: 3, d: 4 }
    ]
  }

  it("find a schema that lets a field go, or takes another type", () => {
    // Sound: the schema does not transform.
    const found = survivors(Loose as Schema.Schema<unknown>, value).map(({ path, what }) => `${path} ${what}`)
    expect(found).toEqual(["a retyped", "a.b deleted", "a.b retyped", "list[].c retyped"])
  })

  it("find a field without a name, and what is open", () => {
    expect(strangers(Loose.ast, { a: { b: "x" }, list: [{ c: 1, d: 2, e: 3 }], z: 1 })).toEqual([
      "list[].e",
      "z"
    ])
    expect([...openPaths(Schema.Struct({ m: Schema.Unknown, r: Schema.Object, o: Loose }).ast)]).toEqual([
      "m",
      "r",
      "o.a"
    ])
  })

  it("find two errors that one response fits alike", () => {
    const [known] = contracts.filter((it) => endpointOf(it) === "Folders.get")
    if (known === undefined) throw new Error("Folders.get is gone")
    const torn = alike(known.contract, {
      errors: [when(BadRequest, { status: 404 }), ...known.contract.errors]
    })
    expect(twins({ ...known, contract: torn })).toEqual(["404: BadRequest and NotFound"])
  })
})
