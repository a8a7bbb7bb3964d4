/** Writes the data of the page, some rows at a time. */
import type { Fact, Facts } from "./facts.js"
import type { PageData, Row } from "./format.js"
import { inScript } from "./html.js"
import { statuses } from "./status.js"

/** Rows that become text at once. */
const some = 500

export function* data({ objects, plan }: Facts, kinds: ReadonlyArray<string>): Generator<string> {
  const organizations = plan.organizations.map(({ source }) => source.name)
  const head: Omit<PageData, "rows"> = { statuses, kinds, organizations }
  yield `${inScript(head).slice(0, -1)},"rows":[`
  const positions = new Map(kinds.map((kind, position) => [kind, position]))
  for (let start = 0; start < objects.length; start += some) {
    const rows = objects.slice(start, start + some).map((fact) => inScript(row(fact, positions)))
    yield (start === 0 ? "\n" : ",\n") + rows.join(",\n")
  }
  yield "]}"
}

const row = (
  { action, at, organization, reason, resent, status, took }: Fact,
  kinds: ReadonlyMap<string, number>
): Row => [
  statuses.findIndex(({ id }) => id === status),
  organization,
  kinds.get(action.kind) ?? -1,
  action.title,
  action.key,
  action.change,
  action.reason,
  reason,
  at ?? 0,
  took ?? -1,
  resent,
  action.targetKey ?? "",
  action.differences ?? []
]
