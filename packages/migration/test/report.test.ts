import * as Journal from "@effect-grafana/migration/Journal"
import type { Action, Plan } from "@effect-grafana/migration/Plan"
import * as Report from "@effect-grafana/migration/Report"
import type { OrganizationVerdict } from "@effect-grafana/migration/Verify"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "effect/FastCheck"
import * as Stream from "effect/Stream"
import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { fileURLToPath } from "node:url"
import { plan as emptyPlan } from "./support/journals.js"
import { countsOf, dataOf, markupOf, rowOf, scriptOf, styleOf } from "./support/pages.js"
import { hostile, troubled } from "./support/troubled.js"

const journalOf = (plan: Plan, records: ReadonlyArray<Journal.Record>) => ({
  plan,
  records: Stream.fromIterable(records)
})

const action = (title: string, change: Action["change"] = "create"): Action => ({
  kind: "dashboards",
  key: title,
  title,
  change,
  reason: "not in the target"
})

const planOf = (actions: ReadonlyArray<Action>): Plan => ({
  ...emptyPlan,
  organizations: [
    {
      source: { id: 1, name: "Main Org." },
      target: { id: 1, name: "Main Org." },
      remap: {},
      actions,
      unresolved: [],
      findings: []
    }
  ]
})

const at = (millis: number, action: number) => ({ organization: 0, action, at: millis })
const begun = (millis: number, action: number): Journal.Record => ({ _tag: "Begun", ...at(millis, action) })
const ended = (
  millis: number,
  action: number,
  outcome: Journal.Outcome,
  more: Partial<Journal.Ended> = {}
): Journal.Record => ({ _tag: "Ended", ...at(millis, action), outcome, ...more })

it.live("a report says of each object of a migration how it came out, and why", () =>
  Effect.gen(function* () {
    const { journal, plan, summary, verdicts } = yield* troubled
    const html = yield* Report.html({ journal, verdicts })
    const data = dataOf(html)
    expect(data.rows.length).toBe(plan.organizations[0]?.actions.length)
    expect(Math.min(summary.failed, summary.unknown, summary.conflict)).toBeGreaterThan(0)
    const counts = countsOf(data)
    const planned = plan.organizations
      .flatMap(({ actions }) => actions)
      .filter((it) => it.change === "conflict")
    expect(counts).toMatchObject({
      failed: summary.failed,
      unknown: summary.unknown,
      conflict: summary.conflict + planned.length
    })
    expect((counts["created"] ?? 0) + (counts["updated"] ?? 0)).toBe(summary.done)
    expect(rowOf(data, "c-changed")?.[7]).toContain("changed")
    const markup = markupOf(html)
    expect(markup).toContain("Costs, as <mark>somebody has made them since</mark>")
    expect(markup).toContain("Sales, as <mark>it should be</mark>")
    expect(markup).toContain("its tokens")
    expect(rowOf(data, "a-hostile")?.[3]).toBe(hostile)
    expect(html).not.toContain(hostile)
    expect(html).not.toContain("<img")
  })
)

it.effect("of a run that died, a report says what is in doubt and what was not begun", () =>
  Effect.gen(function* () {
    const plan = planOf(["a", "b", "c", "d"].map((title) => action(title)))
    const records = [
      begun(1, 0),
      ended(2, 0, "done"),
      begun(3, 1),
      begun(4, 2),
      ended(5, 2, "failed", { reason: "no" })
    ]
    const html = yield* Report.html({ journal: journalOf(plan, records) })
    expect(countsOf(dataOf(html))).toEqual({ created: 1, doubt: 1, failed: 1, waiting: 1 })
    expect(markupOf(html)).toContain("Stopped before its end: 1 in place, 1 in doubt, 1 not begun.")
  })
)

it.effect("what a later run has done counts, and so does what was taken back", () =>
  Effect.gen(function* () {
    const plan = planOf(["a", "b", "c"].map((title) => action(title)))
    const records: ReadonlyArray<Journal.Record> = [
      begun(1, 0),
      ended(2, 0, "failed"),
      begun(3, 1),
      ended(4, 1, "done"),
      begun(5, 0),
      ended(6, 0, "done"),
      begun(7, 2),
      ended(8, 2, "done"),
      { _tag: "Undone", ...at(9, 1), outcome: "removed" },
      { _tag: "Undone", ...at(9, 2), outcome: "kept", reason: "it has changed since" }
    ]
    const data = dataOf(yield* Report.html({ journal: journalOf(plan, records) }))
    expect(countsOf(data)).toEqual({ created: 2, undone: 1 })
    expect(rowOf(data, "c")?.[7]).toBe("not taken back: it has changed since")
  })
)

it.effect("a plan that nobody has carried out has a report, too", () =>
  Effect.gen(function* () {
    const plan = planOf([action("a"), action("b", "skip"), action("c", "extra"), action("d", "conflict")])
    const html = yield* Report.html({ journal: journalOf(plan, []) })
    expect(countsOf(dataOf(html))).toEqual({ waiting: 1, equal: 1, extra: 1, conflict: 1 })
    expect(markupOf(html)).toContain("Not begun: 1 object to write.")
  })
)

it.effect("a pause between two runs takes no room in time, and each is shown", () =>
  Effect.gen(function* () {
    const day = 86_400_000
    const records = [
      begun(0, 0),
      ended(1_000, 0, "done"),
      begun(day, 1),
      ended(day + 1_000, 1, "done", { resent: 2 })
    ]
    const html = yield* Report.html({ journal: journalOf(planOf([action("a"), action("b")]), records) })
    expect(markupOf(html).match(/<figure/g)?.length).toBe(2)
    expect(markupOf(html)).toContain("2 runs; at most 10 objects a second; 2 requests sent again")
    expect(markupOf(html)).toContain("1970-01-02 00:00:01 UTC")
  })
)

it.effect("nothing but its own script and style may run in a report, and nothing is loaded", () =>
  Effect.gen(function* () {
    const html = yield* Report.html({ journal: journalOf(planOf([action("a")]), []) })
    const sha256 = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`
    const policy = /http-equiv="content-security-policy" content="([^"]*)"/.exec(html)?.[1] ?? ""
    const rules = policy.replaceAll("&#39;", "'").split("; ")
    expect(rules).toContain("default-src 'none'")
    expect(rules).toContain(`script-src '${sha256(scriptOf(html))}'`)
    expect(rules).toContain(`style-src '${sha256(styleOf(html))}'`)
    expect(markupOf(html)).not.toMatch(/\s(on[a-z]+|style|src)=/)
    expect(markupOf(html)).not.toMatch(/(href|url)="?(?!#)[^#"]*:/)
  })
)

/** A report in which a text stands wherever the source, the target or a program can put one. */
const saying = (text: string) => {
  const organization = planOf([
    { ...action(text, "conflict"), kind: text, reason: text, targetKey: text, differences: [text] },
    { ...action(text), kind: "service-accounts" }
  ]).organizations.map((it) => ({
    ...it,
    source: { id: 1, name: text },
    unresolved: [{ kind: text, key: text, at: text, missing: { kind: text, key: text } }],
    findings: [{ side: "source" as const, kind: text, key: text, title: text, problem: text }]
  }))
  const plan: Plan = {
    ...emptyPlan,
    madeAt: text,
    source: { url: text, version: text },
    target: { url: text, version: text },
    organizations: [...organization, ...organization]
  }
  const verdict: OrganizationVerdict = {
    organization: text,
    equal: 0,
    mismatches: [
      {
        kind: "other",
        key: text,
        title: text,
        problem: "differs",
        differences: [
          { at: text, left: text, right: 1 },
          { at: text, left: text },
          { at: text, right: { [text]: text } }
        ]
      }
    ],
    unresolved: [],
    findings: []
  }
  const secret = { organization: text, kind: text, key: text, name: text, title: `${text}!` }
  return Report.html({
    journal: journalOf(plan, [begun(1, 1), ended(2, 1, "failed", { reason: text })]),
    verdicts: [verdict],
    secretsNeeded: [secret]
  })
}

const bait = fc.oneof(
  fc.constantFrom(
    hostile,
    "<!--<script>",
    "\u2028",
    "]]>",
    "${x}",
    "&lt;",
    "\ud800",
    "a' onclick='x",
    "__proto__"
  ),
  fc.string(),
  fc.fullUnicodeString()
)

it.effect.prop(
  "no text, wherever it comes from, is anything but text in a report",
  [
    fc
      .tuple(bait, bait)
      .map((parts) => parts.join(""))
      .filter((text) => text !== "")
  ],
  ([text]) =>
    Effect.gen(function* () {
      const marks = (html: string) => markupOf(html).replace(/[^<>"']/g, "")
      const html = yield* saying(text)
      expect(marks(html)).toBe(marks(yield* saying("plain")))
      expect(html.match(/<\/script/gi)?.length).toBe(2)
      expect(dataOf(html).rows[0]?.[3]).toBe(text)
    }),
  { timeout: 120_000 }
)

it.effect("20,000 objects come in pieces, none of them large, that make up the page", () =>
  Effect.gen(function* () {
    const actions = Array.from({ length: 20_000 }, (_, i) => action(`Dashboard ${i}`))
    const records = actions.flatMap((_, i) => [begun(i, i), ended(i + 1, i, "done")])
    const journal = journalOf(planOf(actions), records)
    const pieces = [...(yield* Stream.runCollect(Report.stream({ journal })))]
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(200_000)
    expect(dataOf(pieces.join("")).rows.length).toBe(20_000)
    expect(pieces.join("")).toBe(yield* Report.html({ journal }))
  })
)

it("the script and the style are what their files come to", () => {
  const build = fileURLToPath(new URL("../page/build.ts", import.meta.url))
  execFileSync(process.execPath, ["--import", "tsx", build, "--check"], { stdio: "pipe" })
})
