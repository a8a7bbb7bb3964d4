/** A plan for people: how many objects of each kind it is about, and which of them somebody has to look at. */
import { clip, harmless, width, wrap } from "../columns.js"
import type { About } from "../../Origin.js"
import { type Action, Change, type OrganizationPlan, type Plan, type PlanFinding } from "./model.js"

const columns = 79

/**
 * The plan as lines of at most 79 columns: for each organization the counts by kind and change, then every conflict,
 * every removal, everything that could not be listed or read, and every reference to what will not be there.
 */
export const table = (plan: Plan): string =>
  [
    `Plan of ${plan.madeAt}`,
    `source  ${instance(plan.source)}`,
    `target  ${instance(plan.target)}`,
    ...plan.organizations.flatMap((it) => ["", ...organization(it)]),
    ""
  ]
    .flatMap((line) => wrap(harmless(line), columns, "    "))
    .join("\n")

const instance = ({ url, version }: About): string =>
  [url, version === null ? "Grafana" : `Grafana ${version}`].filter((part) => part !== "").join(", ")

const organization = (plan: OrganizationPlan): ReadonlyArray<string> => [
  title(plan),
  ...counts(plan.actions),
  ...section("Conflicts", plan.actions.filter(({ change }) => change === "conflict").map(conflict)),
  ...section(
    "Removed from the target",
    plan.actions.filter(({ change }) => change === "remove").map(removed)
  ),
  ...section("Not listed or not read", plan.findings.map(finding)),
  ...section("References to what is not there", missing(plan))
]

const title = ({ source, target }: OrganizationPlan): string => {
  const into = target.id === null ? `${target.name}, which is made` : target.name
  return `Organization ${source.name} into ${into}`
}

const section = (heading: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.length === 0 ? [] : ["", `${heading}:`, ...lines]

// ---- counts ----------------------------------------------------------------------------------------------

const counts = (actions: ReadonlyArray<Action>): ReadonlyArray<string> => {
  const byKind = new Map<string, ReadonlyArray<Action>>()
  for (const action of actions) byKind.set(action.kind, [...(byKind.get(action.kind) ?? []), action])
  const changes = Change.literals.filter(
    (change) => change !== "remove" || actions.some((it) => it.change === change)
  )
  const row = (kind: string, some: ReadonlyArray<Action>): ReadonlyArray<string> => [
    kind,
    ...changes.map((change) => String(some.filter((it) => it.change === change).length))
  ]
  const rows = [
    ["kind", ...changes],
    ...[...byKind].map(([kind, some]) => row(kind, some)),
    row("all", actions)
  ]
  const first = Math.min(columns - 9 * changes.length, Math.max(...rows.map(([kind = ""]) => width(kind))))
  return rows.map(([kind = "", ...cells]) => {
    const name = clip(kind, first)
    return name + " ".repeat(first - width(name)) + cells.map((cell) => cell.padStart(9)).join("")
  })
}

// ---- what needs attention --------------------------------------------------------------------------------

const conflict = ({ differences = [], key, kind, reason, title }: Action): string =>
  `${kind} ${key} "${title}": ${reason}${differences.length === 0 ? "" : ` at ${differences.join(", ")}`}`

const removed = ({ key, kind, title }: Action): string => `${kind} ${key} "${title}"`

const finding = ({ key, kind, problem, side, title }: PlanFinding): string =>
  key === undefined ? `${side}: ${kind}: ${problem}` : `${side}: ${kind} ${key} "${title ?? key}": ${problem}`

/** Each missing object once, with all that refer to it and the first place where they do. */
const missing = ({ unresolved }: OrganizationPlan): ReadonlyArray<string> => {
  const objects = new Map<string, Map<string, Array<string>>>()
  for (const { at, key, kind, missing } of unresolved) {
    const name = `${missing.kind} ${missing.key}`
    const referring = objects.get(name) ?? new Map<string, Array<string>>()
    const from = `${kind} ${key}`
    referring.set(from, [...(referring.get(from) ?? []), at])
    objects.set(name, referring)
  }
  return [...objects].map(
    ([name, referring]) =>
      `${name}: ${[...referring].map(([from, places]) => `${from} at ${firstOf(places)}`).join(", ")}`
  )
}

const firstOf = ([first = "", ...others]: ReadonlyArray<string>): string =>
  others.length === 0 ? first : `${first} and ${others.length} more`
