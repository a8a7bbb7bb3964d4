/** The module that runs the blocks of a page. */
import type { Block, Page } from "./page.js"

/** Where these modules are put: there the packages are found by their names. */
export const programs = "examples/build/docs-run"

/** The module's file. Metrics are the process's: a page that shows some has one of its own. */
export const fileOf = ({ name, text }: Page): string =>
  `${programs}/${name}${/\bMetric\./.test(text) ? ".alone" : ""}.test.ts`

/** Whether a block is run. */
export const staged = ({ isOnlyCompiled }: Block): boolean => !isOnlyCompiled

/** The page's blocks in order, each begun by a word to the stage, and a test for each that says what it prints. */
export const program = (page: Page, blocks: ReadonlyArray<Block>): string =>
  [
    'import { afterAll as __after, expect as __expect, test as __test } from "vitest"',
    'import * as __stage from "../../test/docs/stage.js"',
    "await __stage.enter()",
    "__after(__stage.leave)",
    `__test("${page.path}: its blocks run", () => {})`,
    ...blocks.flatMap((block, index) =>
      staged(block) ? [`__stage.begin(${index})`, onStage(block.code)] : importsOf(block.code)
    ),
    ...blocks.flatMap(({ line, output }, index) =>
      output === undefined
        ? []
        : [
            `__test("${page.path}:${line} prints what the page says", () =>`,
            `  __expect(__stage.printed(${index})).toBe(${JSON.stringify(output)}))`
          ]
    )
  ].join("\n")

/** Addresses and credentials that pages name become those of the stage, and what a block starts is waited for. */
const onStage = (code: string): string =>
  code
    .replaceAll('"http://localhost:3000"', 'process.env["SOURCE_GRAFANA_URL"]')
    .replaceAll('"http://localhost:3001"', 'process.env["TARGET_GRAFANA_URL"]')
    .replaceAll('"glsa_..."', 'process.env["SOURCE_GRAFANA_SERVICE_ACCOUNT_TOKEN"]')
    .replaceAll('password: "secret"', 'password: "admin"')
    .replaceAll(/^Effect\.runPromise\(/gm, "await Effect.runPromise(")

/** A later block may use what one that is not run imports. */
const importsOf = (code: string): ReadonlyArray<string> => code.match(/^import\b[^"]*"[^"]+"$/gm) ?? []
