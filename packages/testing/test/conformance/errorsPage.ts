/** `docs/errors-by-endpoint.md`, made from the contracts and from `errors.tsv`. */
import { readFileSync } from "node:fs"
import * as GrafanaError from "@effect-grafana/core/GrafanaError"
import { known, type Known } from "@effect-grafana/elements/All"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { parse } from "../../src/internal/conformance/tables.js"

const Advice = Schema.Struct({
  error: Schema.NonEmptyString,
  meaning: Schema.NonEmptyString,
  action: Schema.NonEmptyString
})

/** What each error means and what a service does about it. */
export const advice = Effect.runSync(
  parse(Advice)(readFileSync(new URL("../../conformance/errors.tsv", import.meta.url), "utf8"))
)

/** The error classes that a program can catch, in the order in which they are declared. */
export const errorClasses: ReadonlyArray<string> = Object.entries(GrafanaError)
  .filter(([, value]) => typeof value === "function" && value.prototype instanceof Error)
  .map(([name]) => name)

const home = new URL("../../../../docs/errors-by-endpoint.md", import.meta.url)

export const page = { url: home, read: () => readFileSync(home, "utf8") }

export const render = (): string =>
  [
    "# Errors by endpoint",
    "",
    "<!-- Made by scripts/errors-page.ts from the contracts. -->",
    "",
    "Every call can also fail with the nine errors of `CallError`; they are the last of the first table.",
    "",
    "## What to do on each error",
    "",
    ...table(
      ["error", "what happened", "what a service does"],
      advice.map(({ action, error, meaning }) => [code(error), meaning, action])
    ),
    "",
    "## The endpoints",
    "",
    "`kind` says how a call is repeated: [retries and timeouts](retry-and-timeouts.md). Behind an error stand the statuses",
    "that Grafana sends it with.",
    ...[...new Set(known.map(({ module }) => module))].flatMap((module) => [
      "",
      `### ${module}`,
      "",
      ...table(["endpoint", "request", "kind", "errors"], known.filter((it) => it.module === module).map(row))
    ]),
    ""
  ].join("\n")

const row = ({ endpoint, name }: Known): ReadonlyArray<string> => [
  code(name),
  code(`${endpoint.method} ${endpoint.path}`),
  endpoint.kind,
  errorsOf(endpoint)
]

const errorsOf = ({ errors }: Known["endpoint"]): string => {
  const statuses = new Map<string, Set<number>>()
  for (const { tag, wires } of errors) {
    const known = statuses.get(tag) ?? new Set()
    for (const { status } of wires) known.add(status)
    statuses.set(tag, known)
  }
  return [...statuses].map(([tag, of]) => `${code(tag)} ${[...of].sort().join("/")}`).join(", ")
}

const code = (text: string): string => `\`${text}\``

/** A table of Markdown, its columns aligned. */
const table = (
  head: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>
): ReadonlyArray<string> => {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((cells) => cells[column]?.length ?? 0))
  )
  const line = (cells: ReadonlyArray<string>) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)]
}
