/** `docs/errors-by-endpoint.md` and a table of `docs/failures.md`, made from the contracts and from `errors.tsv`. */
import { readFileSync, writeFileSync } from "node:fs"
import * as GrafanaError from "@effect-grafana/core/GrafanaError"
import type { Wire } from "@effect-grafana/core/GrafanaError"
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

/** A page of the docs, or a part of one that stands between two marks. */
const made = (name: string, marks: readonly [string, string] | undefined, render: () => string) => {
  const home = new URL(`../../../../docs/${name}`, import.meta.url)
  const [begin, end] = marks ?? ["", ""]
  const read = (): string => readFileSync(home, "utf8")
  const cut = (page: string): readonly [string, string, string] => {
    const from = page.indexOf(begin) + begin.length
    const to = end === "" ? page.length : page.indexOf(end, from)
    return [page.slice(0, from), page.slice(from, to), page.slice(to)]
  }
  return {
    name,
    isCurrent: () => cut(read())[1] === render(),
    write: () => {
      const [before, , after] = cut(read())
      writeFileSync(home, before + render() + after)
    }
  }
}

/** What is made of the docs. */
export const pages = [
  made("errors-by-endpoint.md", undefined, () => endpoints()),
  made(
    "failures.md",
    ["<!-- Made by scripts/errors-page.ts from the contracts. -->", "<!-- End of what is made. -->"],
    () => ["", "", ...errors(), "", ""].join("\n")
  )
]

const endpoints = (): string =>
  [
    "# Errors by endpoint",
    "",
    "<!-- Made by scripts/errors-page.ts from the contracts. -->",
    "",
    "Every call can also fail with the nine errors of `CallError`. What each error means and what a service does about it",
    "stands in [failures](failures.md#every-error-of-a-call).",
    "",
    "`kind` says how a call is repeated: [retries and timeouts](retry-and-timeouts.md). Behind an error stand the statuses",
    "that Grafana sends it with.",
    ...[...new Set(known.map(({ module }) => module))].flatMap((module) => [
      "",
      `## ${module}`,
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

// ---- every error -----------------------------------------------------------------------------------------

const errors = (): ReadonlyArray<string> =>
  table(
    ["error", "is answered as", "what happened", "what a service does", "again"],
    advice.map(({ action, error, meaning }) => {
      const wires = wiresOf(error)
      return [code(error), wires.map(worded).join("; "), meaning, action, againOf(error, wires)]
    })
  )

const wiresOf = (error: string): ReadonlyArray<Wire> => {
  const found: unknown = Object.entries(GrafanaError).find(([name]) => name === error)?.[1]
  // Sound: what has wires is a class of `ApiError`.
  return typeof found === "function" && "wires" in found ? (found.wires as ReadonlyArray<Wire>) : []
}

const worded = ({ bodyStatus, message, messageId, status }: Wire): string =>
  [
    String(status),
    ...[messageId, bodyStatus, message instanceof RegExp ? String(message) : message].flatMap((it) =>
      it === undefined ? [] : [code(it.replaceAll("|", "\\|"))]
    )
  ].join(" ")

const again = new Map([
  ["Unauthorized", "once, where the credential has worked"],
  ["TooManyRequests", "yes"],
  ["ServerError", "502, 503, 504 and a locked database, as the kind allows"],
  ["TransportError", "as the kind allows; not for `Credential`, `Tls`, `BodyTooLarge`, `Encoding`"],
  ["TimedOut", "as the kind allows; not for the clock `call`"]
])

const againOf = (error: string, wires: ReadonlyArray<Wire>): string =>
  wires.some(({ passing }) => passing === true) ? "yes" : (again.get(error) ?? "no")

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
