/** What the pages of the docs say of the whole, held to the packages. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import type * as Pagination from "@effect-grafana/core/Pagination"
import { known } from "@effect-grafana/elements/All"
import type { Kind } from "@effect-grafana/migration/Kind"
import * as Kinds from "@effect-grafana/migration/Kinds"
import { expect, it } from "@effect/vitest"
import * as Predicate from "effect/Predicate"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"

const root = new URL("../../../", import.meta.url).pathname

const textOf = (path: string): string => readFileSync(join(root, path), "utf8")

const pages = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs")).flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : []))
]

// ---- links -----------------------------------------------------------------------------------------------

/** As GitHub makes them. */
const anchorsOf = (path: string): ReadonlyArray<string> =>
  [...textOf(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-")
  )

const isBroken = (page: string, link: string): boolean => {
  const [path = "", anchor] = link.split("#")
  const target = path === "" ? page : join(dirname(page), path)
  if (!existsSync(join(root, target))) return true
  return anchor !== undefined && !anchorsOf(target).includes(anchor)
}

it("every link from page to page leads somewhere", () => {
  const links = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = ""]) => ({ page, link }))
  )
  expect(links.length).toBeGreaterThan(20)
  expect(links.filter(({ link, page }) => isBroken(page, link))).toEqual([])
})

it("every page is named by the README", () => {
  const readme = textOf("README.md")
  expect(pages.filter((page) => page.startsWith("docs/") && !readme.includes(`(${page})`))).toEqual([])
})

// ---- errors ----------------------------------------------------------------------------------------------

/** A module that neither has a class of errors nor passes on what others have is not loaded. */
const mayHaveErrors = (text: string): boolean => /(Error|Failure)\(|^export (\*|\{)/m.test(text)

/** The modules that a package exports, without those that its `exports` close. */
const modulesOf = (name: string): ReadonlyArray<string> => {
  // Sound: every package says so by name and path.
  const { exports } = JSON.parse(textOf(`packages/${name}/package.json`)) as {
    exports: Record<string, unknown>
  }
  return readdirSync(join(root, "packages", name, "src"))
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -3))
    .filter((module) => exports[`./${module}`] !== null)
    .filter((module) => mayHaveErrors(textOf(`packages/${name}/src/${module}.ts`)))
    .map((module) => `@effect-grafana/${name}/${module}`)
}

/** The tags of the error classes that a module exports. */
const tagsOf = async (module: string): Promise<ReadonlyArray<string>> => {
  const exported: object = await import(/* @vite-ignore */ module)
  return Object.values(exported).flatMap((value: unknown) =>
    Predicate.isFunction(value) && value.prototype instanceof Error ? [value.prototype.name] : []
  )
}

it("the page of failures has a row for every error that a package exports, and no other", async () => {
  const exported = new Set<string>()
  // One after another: of modules that import each other vitest would wait for both.
  for (const module of ["core", "elements", "testing", "migration"].flatMap(modulesOf))
    for (const tag of await tagsOf(module)) exported.add(tag)
  const tables = [...textOf("docs/failures.md").matchAll(/^\| error .*\n\|.*\n((?:\|.*\n)+)/gm)]
  const rows = tables.flatMap(([, rows = ""]) => [...rows.matchAll(/^\| `(\w+)`/gm)].map(([, tag]) => tag))
  expect(rows.sort()).toEqual([...exported].sort())
})

// ---- lists -----------------------------------------------------------------------------------------------

const ways: Readonly<Record<Pagination.Policy["kind"], string>> = {
  number: "page number",
  cursor: "token",
  window: "window of time",
  limit: "limit, doubled",
  whole: "one response"
}

const isListing = <A extends Endpoint.Contract>(
  endpoint: A
): endpoint is A & { readonly policy: Pagination.Policy } => "policy" in endpoint

const sizeOf = (policy: Pagination.Policy): string => {
  if (policy.kind === "whole") return ""
  return policy.maxPageSize === undefined
    ? String(policy.pageSize)
    : `${policy.pageSize}, at most ${policy.maxPageSize}`
}

const totalOf = (policy: Pagination.Policy): string => {
  if (policy.kind !== "number" || policy.total === undefined) return ""
  return typeof policy.total === "string" ? "trusted" : "not trusted"
}

/** The cells of a table's rows, which stands between marks. */
const rowsOf = (page: string, mark: string): ReadonlyArray<ReadonlyArray<string>> => {
  const [, table = ""] =
    new RegExp(`<!-- ${mark} -->(.*)<!-- end of ${mark} -->`, "s").exec(textOf(page)) ?? []
  const [, , ...rows] = table.trim().split("\n")
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim())
  )
}

it("the table of lists is what the contracts say", () => {
  const lists = known.flatMap(({ endpoint, module, name }) =>
    isListing(endpoint)
      ? [
          [
            `\`${module}.${name}\``,
            ways[endpoint.policy.kind],
            sizeOf(endpoint.policy),
            totalOf(endpoint.policy)
          ]
        ]
      : []
  )
  expect(rowsOf("docs/streams.md", "lists")).toEqual(lists)
})

// ---- kinds -----------------------------------------------------------------------------------------------

const createOf = ({ missing, write }: Kind): string => {
  if (write === undefined || missing !== undefined) return "not made"
  if (write.doubles === true) return "never resent"
  if (write.broughtBy !== undefined) return "comes along"
  return write.exclusive === true ? "refused" : "replaces"
}

it("the table of kinds has all that a migration moves, and what becomes of a create", () => {
  const rows = rowsOf("docs/migration.md", "kinds")
  expect(rows.map(([name, , create]) => [name, create])).toEqual(
    Kinds.all.map((kind) => [`\`${kind.name}\``, createOf(kind)])
  )
  const onRequest = rows.filter((cells) => cells[3]?.startsWith("On request") === true).map(([name]) => name)
  expect(onRequest).toEqual(
    Kinds.all.filter((kind) => kind.onRequest === true).map(({ name }) => `\`${name}\``)
  )
})
