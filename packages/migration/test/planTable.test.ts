import * as Plan from "@effect-grafana/migration/Plan"
import { describe, expect, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as fc from "fast-check"
import { samplePlan } from "./support/samplePlan.js"

describe("the table of a plan", () => {
  it("counts by kind and change, and names what needs attention", () => {
    expect(Plan.table(samplePlan)).toMatchInlineSnapshot(`
      "Plan of 2026-01-02T03:04:05.000Z
      source  http://old.example.com, Grafana 11.6.1
      target  http://new.example.com, Grafana 12.3.0

      Organization Main Org. into Main Org.
      kind           create   update     skip conflict    extra
      folders             1        0        0        1        0
      data-sources        0        1        0        0        0
      dashboards          1        0        0        0        1
      users               0        0        0        1        0
      all                 2        1        0        2        1

      Conflicts:
      folders g "Shared": the target's is managed by kubectl at title
      users ada "Ada?[2J": the target's organization has no user of this login or
          e-mail: invite or add them

      Not listed or not read:
      source: dashboards: the first search did not come to its end: boom
          (ServerError, 500)
      target: dashboards x "X": could not be read: Denied (Forbidden, 403)

      References to what is not there:
      data-sources loki: dashboards d at dashboard.panels[0].datasource and 1 more
      users ada: teams Sales at members[0].user

      Organization Second into Second, which is made
      kind   create   update     skip conflict    extra
      all         0        0        0        0        0
      "
    `)
  })

  it("fits 80 columns and holds nothing that a terminal obeys, whatever the plan says", () => {
    fc.assert(
      fc.property(Arbitrary.make(Plan.Plan), (plan) => {
        for (const line of Plan.table(plan).split("\n")) {
          expect(Array.from(line).length).toBeLessThan(80)
          expect(line).not.toMatch(/\p{Cc}/u)
        }
      }),
      { numRuns: 40 }
    )
  })

  it("counts wide characters as two columns, and accents as none", () => {
    const lines = (text: string) =>
      Plan.table({ ...samplePlan, source: { url: text, version: null } })
        .split("\n")
        .filter((line) => line.includes(text.slice(0, 2)))
        .map((line) => line.trim())
    expect(lines("語".repeat(50)).map((line) => line.length)).toEqual([37, 13 + ", Grafana".length])
    expect(lines("e\u0301".repeat(60)).length).toBe(1)
  })

  it("holds every object that needs attention", () => {
    const names = Array.from({ length: 50 }, (_, i) => `board-${i}`)
    const [first] = samplePlan.organizations
    const table = Plan.table({
      ...samplePlan,
      organizations: [
        {
          ...first,
          source: { id: 1, name: "A" },
          target: { id: 1, name: "A" },
          remap: {},
          actions: names.map((key) => ({
            kind: "dashboards",
            key,
            title: key,
            change: "conflict",
            reason: "r"
          })),
          findings: names.map((key) => ({ side: "source", kind: "teams", key: `t${key}`, problem: "p" })),
          unresolved: names.map((key) => ({
            kind: "playlists",
            key: `p${key}`,
            at: "a",
            missing: { kind: "k", key: "m" }
          }))
        }
      ]
    })
    const text = table.replace(/\s+/g, " ")
    for (const name of names) {
      expect(text).toContain(`dashboards ${name} "${name}": r`)
      expect(text).toContain(`source: teams t${name} "t${name}": p`)
      expect(text).toContain(`playlists p${name} at a`)
    }
  })
})
