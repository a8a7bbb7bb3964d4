/** The page, piece by piece. */
import type { Kind } from "../../Kind.js"
import type { OrganizationVerdict } from "../../Verify.js"
import * as Assets from "./assets.generated.js"
import { conflicts, subjectsOf } from "./conflicts.js"
import { data } from "./data.js"
import { type Facts, groupedByKind } from "./facts.js"
import { graph } from "./graph.js"
import { head } from "./head.js"
import { type Html, markup, nothing, trusted } from "./html.js"
import { findings, findingsOf, missingOf, type Needed, secrets, secretsOf, unresolved } from "./lists.js"
import { table } from "./objects.js"
import { timeline } from "./timeline.js"
import { number } from "./words.js"

export interface Contents {
  readonly facts: Facts
  readonly kinds: ReadonlyArray<Kind>
  readonly verdicts: ReadonlyArray<OrganizationVerdict> | undefined
  readonly secretsNeeded: ReadonlyArray<Needed>
}

/** Nothing but the script and the style of this page runs or applies, and nothing is loaded or sent. */
const policy = [
  "default-src 'none'",
  `script-src '${Assets.scriptHash}'`,
  `style-src '${Assets.styleHash}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'"
].join("; ")

export function* page({ facts, kinds, secretsNeeded, verdicts = undefined }: Contents): Generator<string> {
  const { objects, plan } = facts
  const isMany = plan.organizations.length > 1
  const subjects = subjectsOf(facts, verdicts ?? [])
  const unread = findingsOf(facts, verdicts ?? [])
  const missing = missingOf(facts)
  const anew = secretsOf(facts, secretsNeeded)
  const name = `${plan.source.url} → ${plan.target.url}`
  yield markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="content-security-policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${name} · migration report</title>
        <style>${trusted(Assets.style)}</style>
      </head>
      <body>
        <a class="skip" href="#objects">To the objects</a>
        ${head(facts, verdicts)}
        <nav aria-label="On this page">
          <ul>
            ${link("objects", "Objects", objects.length)}
            ${link("conflicts", "Conflicts and differences", subjects.length)}
            ${link("unread", "Not listed or not read", unread.length)}
            ${link("unresolved", "References to nothing", missing.length)}
            ${link("secrets", "Secrets to make anew", anew.length)}
          </ul>
        </nav>
        <main>
          <section aria-labelledby="h-kinds">
            <h2 id="h-kinds">Kinds, in their order</h2>
            ${graph(objects, kinds)}
          </section>
`.text
  if (facts.moments.length > 0)
    yield markup`<section aria-labelledby="h-time">
      <h2 id="h-time">Over time</h2>
      ${timeline(facts.moments)}
    </section> `.text
  yield table(isMany).text
  yield* section("conflicts", "Conflicts and differences", conflicts(subjects, isMany))
  yield* section("unread", "Not listed or not read", findings(unread, isMany), "ul")
  yield* section("unresolved", "References to what is not in the target", unresolved(missing, isMany))
  yield* section("secrets", "Tokens and secrets to make anew", secrets(anew, isMany), "ul")
  yield `</main>\n<script type="application/json" id="data">`
  yield* data(facts, [...groupedByKind(objects).keys()])
  yield markup`</script>
<script>${trusted(Assets.script)}</script>
</body>
</html>
`.text
}

const link = (id: string, title: string, count: number): Html =>
  count === 0
    ? nothing
    : markup`<li><a href="#${id}">${title}</a> <span class="soft">${number(count)}</span></li>`

function* section(
  id: string,
  title: string,
  items: Iterable<Html>,
  list: "ul" | "div" = "div"
): Generator<string> {
  let isBegun = false
  for (const item of items) {
    if (!isBegun)
      yield markup`<section id="${id}" aria-labelledby="h-${id}">
        <h2 id="h-${id}">${title}</h2>
        <${trusted(list)} class="list">
`.text
    isBegun = true
    yield item.text
  }
  if (isBegun) yield `</${list}></section>\n`
}
