/** Writes the page that `scripts/errors-page.ts` asks for, or tells whether it is current. */
import { writeFileSync } from "node:fs"
import { page, render } from "./errorsPage.js"

if (process.argv.includes("--write")) {
  writeFileSync(page.url, render())
} else {
  const current = page.read() === render()
  console.log(current ? "the page is current" : "the page is not current: run with --write")
  process.exitCode = current ? 0 : 1
}
