/** What else somebody has to know: references to nothing, what could not be read, secrets. */
import type { SecretPlace } from "../../Apply.js"
import type { PlanFinding } from "../../Plan.js"
import type { OrganizationVerdict } from "../../Verify.js"
import type { Facts } from "./facts.js"
import { type Html, markup, nothing } from "./html.js"
import type { Status } from "./status.js"
import { counted } from "./words.js"

const inOrganization = (organization: string, isMany: boolean): Html =>
  isMany ? markup` <span class="soft">in <bdi>${organization}</bdi></span>` : nothing

// ---- references ------------------------------------------------------------------------------------------

interface Missing {
  readonly organization: string
  readonly kind: string
  readonly key: string
  /** What refers to it, and where. */
  readonly from: Map<string, { readonly kind: string; readonly key: string; readonly places: Array<string> }>
}

/** Each missing object once. */
export const missingOf = ({ plan }: Facts): ReadonlyArray<Missing> =>
  plan.organizations.flatMap(({ source, unresolved }) => {
    const all = new Map<string, Missing>()
    for (const { at, key, kind, missing } of unresolved) {
      const name = JSON.stringify(missing)
      const entry = all.get(name) ?? { organization: source.name, ...missing, from: new Map() }
      all.set(name, entry)
      const referrer = JSON.stringify([kind, key])
      const known = entry.from.get(referrer) ?? { kind, key, places: [] }
      known.places.push(at)
      entry.from.set(referrer, known)
    }
    return [...all.values()]
  })

export function* unresolved(missing: ReadonlyArray<Missing>, isMany: boolean): Generator<Html> {
  for (const { from, key, kind, organization } of missing)
    yield markup`<details class="object">
      <summary>
        <span class="soft">${kind}</span> <code>${key}</code>${inOrganization(organization, isMany)}
        <span class="soft">— ${counted(from.size, "object refers", "objects refer")} to it</span>
      </summary>
      <ul class="fields">
        ${[...from.values()].map(
          (it) =>
            markup`<li>
              ${it.kind} <code>${it.key}</code> <span class="soft">at</span> ${it.places.map(
                (place) => markup`<code>${place}</code> `
              )}
            </li>`
        )}
      </ul>
    </details> `
}

// ---- findings --------------------------------------------------------------------------------------------

interface Finding extends PlanFinding {
  readonly organization: string
  /** Who has found it. */
  readonly when: "planning" | "verifying"
}

export const findingsOf = (
  { plan }: Facts,
  verdicts: ReadonlyArray<OrganizationVerdict>
): ReadonlyArray<Finding> => [
  ...plan.organizations.flatMap(({ findings, source }) =>
    findings.map((it): Finding => ({ ...it, organization: source.name, when: "planning" }))
  ),
  ...verdicts.flatMap(({ findings, organization }) =>
    findings.map((it): Finding => ({ ...it, organization, when: "verifying" }))
  )
]

export function* findings(all: ReadonlyArray<Finding>, isMany: boolean): Generator<Html> {
  for (const { key, kind, organization, problem, side, title, when } of all)
    yield markup`<li>
      <span class="tag">${side}</span> ${kind}${
        key === undefined
          ? nothing
          : markup` <code>${key}</code>${title === undefined ? nothing : markup` <bdi>${title}</bdi>`}`
      }${inOrganization(organization, isMany)}:
      ${problem} <span class="soft">(seen while ${when})</span>
    </li> `
}

// ---- secrets ---------------------------------------------------------------------------------------------

/** A secret that somebody has to give or to make, and what people call its object. */
export interface Needed extends SecretPlace {
  readonly title?: string
}

/** Objects of these kinds have something that Grafana shows nobody twice. */
const neverShown = new Map([["service-accounts", "its tokens"]])

const comesAnew: ReadonlyArray<Status> = ["created", "waiting", "doubt", "unknown"]

/** What was given for a secret, and what has to be made anew with an object. */
export const secretsOf = ({ objects, plan }: Facts, needed: ReadonlyArray<Needed>): ReadonlyArray<Needed> => [
  ...needed,
  ...objects.flatMap(({ action: { key, kind, title }, organization, status }) => {
    const name = neverShown.get(kind)
    if (name === undefined || !comesAnew.includes(status)) return []
    return [{ organization: plan.organizations[organization]?.source.name ?? "", kind, key, title, name }]
  })
]

export function* secrets(all: ReadonlyArray<Needed>, isMany: boolean): Generator<Html> {
  for (const { key, kind, name, organization, title } of all)
    yield markup`<li>
      <strong>${name}</strong> <span class="soft">of</span> ${kind} <code>${key}</code>${
        title === undefined || title === key ? nothing : markup` <bdi>${title}</bdi>`
      }${inOrganization(organization, isMany)}
    </li> `
}
