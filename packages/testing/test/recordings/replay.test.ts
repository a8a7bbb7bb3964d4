import { describe, expect, it } from "@effect/vitest"
import * as Either from "effect/Either"
import { isCut } from "../../src/Recording.js"
import { alike, hear, responseOf, tagOf } from "./answers.js"
import { elements, endpointOf, isOf } from "./contracts.js"
import { problemOf } from "./handedOut.js"
import { nameOf } from "./recorded.js"
import { replayedOf, type Replayed } from "./replay.js"
import { coverage, errorRows, reasonCounts, requestRows, uncoveredRows } from "./rows.js"
import * as Tables from "./tables.js"

const show = (it: Replayed): string =>
  `${endpointOf(it.known)} over ${nameOf(it)}: ${it.exchange.response.status} ${it.tag}${Either.isLeft(it.outcome) ? `: ${it.outcome.left.message}` : ""}`

describe.each(elements)("%s, over what Grafana 12.3.0 answered,", (module) => {
  const all = replayedOf(module)
  const successes = all.filter(({ tag }) => tag === "success")
  // What was shortened need not fit any more.
  const unexpected = all.filter((it) => it.tag === "UnexpectedResponse" && !isCut(it.exchange))

  it("hands a success out exactly as it was sent", () => {
    const wrong = successes.flatMap((it) => {
      const problem = problemOf(it.known.contract, it.exchange, Either.getOrNull(it.outcome))
      return problem === undefined ? [] : [`${show(it)}: differs at ${problem}`]
    })
    expect(wrong).toEqual([])
  })

  it("keeps a field that no schema knows, and one named __proto__", () => {
    const one = new Map(successes.map((it) => [it.known.contract, it]))
    const lost = [...one.values()].filter(losesStrangers)
    expect(lost.map(show)).toEqual([])
  })

  it("makes of each error the failure that its words say", () => {
    expect(errorRows(module)).toEqual(Tables.expectedErrors.read().filter(isOf(module)))
  })

  it("declares every answer that was recorded, but for those listed with a reason", () => {
    const listed = Tables.undeclarable.read().filter(isOf(module))
    const isListed = ({ exchange, file }: Replayed) =>
      listed.some((row) => row.file === file && row.name === exchange.name && row.reason !== "")
    expect(unexpected.filter((it) => !isListed(it)).map(show)).toEqual([])
    expect(listed).toHaveLength(unexpected.length)
  })

  it("never leaves a 400, 404, 409, 412 or 422 unexpected", () => {
    const own = new Set([400, 404, 409, 412, 422])
    expect(unexpected.filter((it) => own.has(it.exchange.response.status)).map(show)).toEqual([])
  })

  it("fails alike whatever the order in which an endpoint declares its errors", () => {
    const torn = all.filter((it) => it.tag !== reversedTag(it))
    expect(torn.map((it) => `${show(it)}, or ${reversedTag(it)}`)).toEqual([])
  })

  it("makes every recorded request from a typed input, but for those listed", () => {
    expect(requestRows(module)).toEqual(Tables.inexpressible.read().filter(isOf(module)))
  })
})

/** Whether a contract loses fields that are not in its schema. */
const losesStrangers = ({ exchange, known }: Replayed): boolean => {
  const { body } = exchange.response
  const ast = known.contract.success?.ast
  const isStruct = ast?._tag === "TypeLiteral" && ast.indexSignatures.length === 0
  if (!isStruct || typeof body !== "object" || body === null) return false
  const strange = `{"__proto__":{"of":"a newer Grafana"},"another":[1],${JSON.stringify(body).slice(1)}`
  const text = strange.replace(/,}$/, "}")
  const heard = hear(known.contract, { ...responseOf(exchange), body: text })
  return (
    Either.isLeft(heard) ||
    problemOf(
      known.contract,
      { ...exchange, response: { ...exchange.response, body: JSON.parse(text) } },
      heard.right
    ) !== undefined
  )
}

const reversedTag = ({ exchange, known: { contract } }: Replayed): string =>
  tagOf(hear(alike(contract, { errors: [...contract.errors].reverse() }), responseOf(exchange)))

describe("The tables beside the recordings", () => {
  it("name no endpoint that is gone", () => {
    const rows = [
      ...Tables.expectedErrors.read(),
      ...Tables.inexpressible.read(),
      ...Tables.openSchemas.read(),
      ...Tables.undeclarable.read()
    ]
    const gone = rows.filter((row) => !elements.some((module) => isOf(module)(row)))
    expect([...new Set(gone.map(({ endpoint }) => endpoint))]).toEqual([])
  })

  it("list the routes that no contract covers, each with a reason", () => {
    const listed = Tables.uncovered.read()
    expect(uncoveredRows()).toEqual(listed.map(({ reason: _, ...row }) => row))
    expect(listed.filter(({ reason }) => reason === "")).toEqual([])
  })

  it("count what no typed input can ask for", () => {
    expect(reasonCounts(elements.flatMap(requestRows))).toMatchSnapshot()
  })

  it("account for all 3,824 exchanges", () => {
    const totals = coverage().map(({ played, uncovered }) => played + uncovered)
    expect(totals.reduce((sum, count) => sum + count)).toBe(3824)
  })
})
