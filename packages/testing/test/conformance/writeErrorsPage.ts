/** Makes the pages that `scripts/errors-page.ts` asks for, or tells whether they are current. */
import { pages } from "./errorsPage.js"

for (const page of pages) {
  if (process.argv.includes("--write")) page.write()
  else if (!page.isCurrent()) {
    console.log(`docs/${page.name} is not current: run with --write`)
    process.exitCode = 1
  }
}
