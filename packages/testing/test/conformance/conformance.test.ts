import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound, UidTaken, when } from "@effect-grafana/core/GrafanaError"
import { endpoints, known } from "@effect-grafana/elements/All"
import { describe, expect, it } from "@effect/vitest"
import * as Schema from "effect/Schema"
import * as Conformance from "../../src/Conformance.js"
import { contracts } from "../recordings/contracts.js"
import { advice, errorClasses, pages } from "./errorsPage.js"
import { evidence, report } from "./evidence.js"

describe("the contracts of Grafana 12.3.0", () => {
  it("cover every operation of the OpenAPI document", () => {
    expect(report.openapi).toEqual({ covered: 335, total: 335 })
  })

  it("cover every endpoint that programs use", () => {
    expect(report.endpoints).toEqual({ covered: 197, total: 197 })
  })

  it("differ from the document nowhere without a reason", () => {
    expect(report.differences.filter(({ reason }) => reason === undefined)).toEqual([])
  })

  it("bear one name each, tell their errors apart, and have no stale reason", () => {
    expect(report.problems).toEqual([])
  })

  it("stand in one list, none left out", () => {
    const listed = known.map(({ module, name }) => `${module}.${name}`).sort()
    expect(listed).toEqual(contracts.map(({ module, name }) => `${module}.${name}`).sort())
    expect(new Set(endpoints)).toEqual(new Set(contracts.map(({ contract }) => contract)))
  })

  it("are known to the tables by names that exist", () => {
    const operations = new Set(evidence.operations.map(({ operation }) => operation))
    const strangers = [...evidence.handlers, ...evidence.uses].filter(
      ({ operation }) => operation !== "-" && !operations.has(operation)
    )
    expect(strangers).toEqual([])
  })
})

describe("the pages of errors", () => {
  it.each(pages)("$name is what the contracts say", (page) => {
    expect(page.isCurrent()).toBe(true)
  })

  it("tells of every error class what to do about it", () => {
    expect(advice.map(({ error }) => error).sort()).toEqual([...errorClasses].sort())
  })
})

// ---- a contract that differs -------------------------------------------------------------------------------

const operation: Conformance.Operation = {
  operation: "saveThing",
  method: "POST",
  path: "/api/things/{thing_uid}",
  params: ["thing_uid:string!"],
  query: ["force:boolean"],
  headers: ["X-Owner:string"],
  body: [
    "name:string!",
    "items:object[]",
    "items[].role:string",
    "settings:object",
    "labels:object",
    "labels.*:string"
  ],
  statuses: [200, 401, 404, 500],
  deprecated: false,
  enterprise: false
}

const params = { uid: Schema.String }
const query = { force: Schema.optional(Schema.Boolean) }
const headers = { "x-owner": Schema.optional(Schema.String) }
const items = Schema.Array(Schema.Struct({ role: Schema.String }))
const labels = Schema.Record({ key: Schema.String, value: Schema.String })
const payload = { name: Schema.String, items, settings: Schema.Struct({ deep: Schema.String }), labels }
const error = [NotFound] as const

const path = "/api/things/{uid}"
const exact = Endpoint.post("saveThing", path, { params, query, headers, payload, error })

const empty = { operations: [], handlers: [], uses: [], reasons: [], recorded: [] }

const differences = (contract: Endpoint.Contract, handled: ReadonlyArray<number> = []) =>
  Conformance.check([contract], {
    ...empty,
    operations: [operation],
    handlers: [{ operation: "saveThing", statuses: handled }]
  }).differences.map(({ difference }) => difference)

describe("Conformance.check", () => {
  it("finds nothing where only a path parameter bears another name", () => {
    const report = Conformance.check([exact], { ...empty, operations: [operation] })
    expect(report.differences).toEqual([])
    expect(report.openapi).toEqual({ covered: 1, total: 1 })
    expect(report.renamed).toEqual(["saveThing: thing_uid is uid"])
    expect(Conformance.conforms(report)).toBe(true)
  })

  it.each([
    ["method PUT", Endpoint.put("saveThing", path, { params, query, headers, payload, error })],
    [
      "path /api/thing/{uid}",
      Endpoint.post("saveThing", "/api/thing/{uid}", { params, query, headers, payload, error })
    ],
    ["lacks query force", Endpoint.post("saveThing", path, { params, headers, payload, error })],
    [
      "adds query sort",
      Endpoint.post("saveThing", path, {
        params,
        query: { ...query, sort: Schema.String },
        headers,
        payload,
        error
      })
    ],
    ["lacks header x-owner", Endpoint.post("saveThing", path, { params, query, payload, error })],
    ["status 404 is unexpected", Endpoint.post("saveThing", path, { params, query, headers, payload })],
    [
      "status 404 is a success",
      Endpoint.post("saveThing", path, { params, query, headers, payload, error, statuses: [200, 404] })
    ],
    [
      "status 200 is unexpected",
      Endpoint.post("saveThing", path, { params, query, headers, payload, error, statuses: [201] })
    ],
    [
      "lacks body name",
      Endpoint.post("saveThing", path, {
        params,
        query,
        headers,
        error,
        payload: { items, settings: Schema.Unknown, labels }
      })
    ],
    [
      "adds body title",
      Endpoint.post("saveThing", path, {
        params,
        query,
        headers,
        error,
        payload: { ...payload, title: Schema.String }
      })
    ],
    [
      "lacks body items[].role",
      Endpoint.post("saveThing", path, {
        params,
        query,
        headers,
        error,
        payload: { ...payload, items: Schema.Array(Schema.Struct({})) }
      })
    ],
    [
      "adds body items[].user",
      Endpoint.post("saveThing", path, {
        params,
        query,
        headers,
        error,
        payload: {
          ...payload,
          items: Schema.Array(Schema.Struct({ role: Schema.String, user: Schema.String }))
        }
      })
    ]
  ])("tells: %s", (difference, contract) => {
    expect(differences(contract)).toEqual([difference])
  })

  it("reads the name on the wire of a field that has another one in the input", () => {
    const renamed = { mine: Schema.optional(Schema.Boolean).pipe(Schema.fromKey("force")) }
    expect(
      differences(Endpoint.post("saveThing", path, { params, query: renamed, headers, payload, error }))
    ).toEqual([])
  })

  it("takes a record among the fields of the query for any name, and says so", () => {
    const open = { more: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.String })) }
    const contract = Endpoint.post("saveThing", path, { params, query: open, headers, payload, error })
    expect(differences(contract)).toEqual(["adds query *"])
  })

  it("counts an operation without a recorded success as known by the document alone", () => {
    const folders = Endpoint.get("getFolderByUID", "/api/folders/{uid}", { params })
    const ghost = Endpoint.get("ghost", "/api/ghosts/{uid}", { params })
    const operations = [folders, ghost].map(({ operation: name }) => ({ ...operation, operation: name }))
    const report = Conformance.check([folders, ghost], { ...empty, operations, recorded: evidence.recorded })
    expect(report.specOnly).toEqual(["ghost"])
  })

  it("asks for a status that only the handlers give", () => {
    expect(differences(exact, [200, 412])).toEqual(["status 412 is unexpected"])
  })

  it("counts an error that asks for words as no answer to a status in general", () => {
    const worded = when(UidTaken, { status: 412, message: "taken" })
    const contract = Endpoint.post("saveThing", path, {
      params,
      query,
      headers,
      payload,
      error: [NotFound, worded]
    })
    expect(differences(contract, [412])).toEqual(["status 412 is unexpected"])
  })

  it("misses an operation without a contract", () => {
    const report = Conformance.check([], { ...empty, operations: [operation] })
    expect(report.differences).toEqual([
      { operation: "saveThing", difference: "no endpoint", reason: undefined }
    ])
    expect(report.openapi).toEqual({ covered: 0, total: 1 })
  })

  it("finds the contract of a use by its path, by Grafana's name, or by a parameter where the use has a word", () => {
    const use: Conformance.Use = {
      method: "POST",
      path: "/api/things/special",
      query: ["force", "dry"],
      body: ["name"],
      success: [200],
      errors: [400],
      operation: "-",
      paged: true
    }
    const report = Conformance.check([exact], { ...empty, uses: [use] })
    expect(report.differences.map(({ difference }) => difference)).toEqual([
      "lacks query dry",
      "status 400 is unexpected",
      "lacks pages"
    ])
    const byName = { ...use, ...operation, query: [], body: [], paged: false, path: "/api/old", errors: [] }
    expect(Conformance.check([exact], { ...empty, uses: [byName] }).differences).toMatchObject([
      { operation: "saveThing", difference: "path /api/things/{uid}" }
    ])
    const missing = Conformance.check([exact], { ...empty, uses: [{ ...use, path: "/api/other" }] })
    expect(missing.differences.map(({ difference }) => difference)).toEqual(["no endpoint"])
  })

  it("tells two contracts of one name, and two errors that one answer fits alike", () => {
    const twin = Endpoint.get("saveThing", "/api/things", {})
    const torn = Endpoint.get("torn", "/api/torn", { error: [BadRequest, when(UidTaken, { status: 400 })] })
    expect(Conformance.check([exact, twin, torn], empty).problems).toEqual([
      "two contracts are named saveThing",
      "torn: 400 is BadRequest and UidTaken"
    ])
  })
})

describe("a reason", () => {
  const contract = Endpoint.post("saveThing", path, { params, headers, payload, error })
  const reason: Conformance.Reason = {
    operation: "saveThing",
    difference: "lacks query force",
    reason: "nothing reads it",
    citation: "pkg/api/things.go:12"
  }
  const check = (...reasons: ReadonlyArray<Conformance.Reason>) =>
    Conformance.check([contract], { ...empty, operations: [operation], reasons, recorded: evidence.recorded })

  it("settles its difference, so that the operation counts as covered", () => {
    const report = check(reason)
    expect(report.openapi).toEqual({ covered: 1, total: 1 })
    expect(Conformance.conforms(report)).toBe(true)
    expect(Conformance.conforms(check())).toBe(false)
  })

  it("may cite a recording, which must exist", () => {
    expect(check({ ...reason, citation: "folders|update" }).problems).toEqual([])
    expect(check({ ...reason, citation: "folders|no such" }).problems).toEqual([
      "no such recording or source file: saveThing: folders|no such"
    ])
  })

  it("that cites a pattern, or stands for a pattern, is refused", () => {
    expect(check({ ...reason, citation: "pkg/api/*.go" }).problems).toHaveLength(1)
    expect(check(reason, { ...reason, difference: "lacks query *" }).problems).toEqual([
      "stale reason: saveThing: lacks query *"
    ])
  })

  it("given twice, or for a difference that is no more, is refused", () => {
    expect(check(reason, reason).problems).toEqual(["two reasons: saveThing: lacks query force"])
    expect(check(reason, { ...reason, operation: "other" }).problems).toEqual([
      "stale reason: other: lacks query force"
    ])
  })
})
