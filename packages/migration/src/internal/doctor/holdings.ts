/** What a source holds that may be too much, or too new, for a target. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Finding, Found, Organization, Origin } from "../../Origin.js"
import type { Plan } from "../../Plan.js"
import { isObject } from "../json.js"
import { workers } from "../workers.js"
import { isLargeDashboard, isLongUid } from "./bounds.js"
import { panelTypes } from "./panelTypes.js"

/** How often each stands there. */
export type Counts = Map<string, number>

export interface Holdings {
  /** Objects of each kind in each organization: {@link placeOf}. */
  readonly listed: Counts
  readonly dataSourceTypes: Counts
  readonly panelTypes: Counts
  /** Of dashboards that are not stored in the classic schema: `dashboard.grafana.app/v2beta1`. */
  readonly apiVersions: Counts
  /** The folders that come, and how many others each stands in. */
  readonly folders: Map<string, number>
  /** `folders abc...` */
  readonly longUids: Array<string>
  /** Their uids. */
  readonly largeDashboards: Array<string>
  /** Objects that could not be read: `dashboards abc`. */
  readonly unread: Array<string>
  readonly findings: Array<Finding>
}

/** An organization's objects of a kind. */
export const placeOf = (organization: Pick<Organization, "id">, kind: string): string =>
  `${organization.id}/${kind}`

/** Objects that are read at once. */
const crew = 16

/** With a plan, of what it creates and updates; without, of everything. */
export const holdings = (
  source: Origin,
  kinds: ReadonlyArray<string>,
  plan: Plan | undefined
): Effect.Effect<Holdings> =>
  Effect.gen(function* () {
    const held: Holdings = {
      listed: new Map(),
      dataSourceTypes: new Map(),
      panelTypes: new Map(),
      apiVersions: new Map(),
      folders: new Map(),
      longUids: [],
      largeDashboards: [],
      unread: [],
      findings: []
    }
    const comes = plan === undefined ? () => true : planned(plan)
    for (const organization of source.organizations)
      for (const kind of kinds) {
        const coming: Array<Found> = []
        const above = new Map<string, string | undefined>()
        yield* Stream.runForEach(source.pages(organization, kind), ({ findings, items }) =>
          Effect.sync(() => {
            held.findings.push(...findings)
            for (const found of items) {
              add(held.listed, placeOf(organization, kind))
              if (kind === "folders") above.set(found.key, found.folder)
              if (comes(found)) coming.push(found)
            }
          })
        )
        for (const { key } of coming) {
          if (isLongUid(kind, key)) held.longUids.push(`${kind} ${key}`)
          if (kind === "folders") held.folders.set(key, depthOf(above, key))
        }
        if (lookedInto.has(kind)) yield* workers(crew, coming, (found) => look(held, source, found))
      }
    return held
  })

const planned = ({ organizations }: Plan) => {
  const meant = new Set(
    organizations.flatMap(({ actions, source }) =>
      actions
        .filter(({ change }) => change === "create" || change === "update")
        .map(({ key, kind }) => `${placeOf(source, kind)}/${key}`)
    )
  )
  return ({ key, kind, organization }: Found): boolean => meant.has(`${placeOf(organization, kind)}/${key}`)
}

const add = (counts: Counts, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** The bound is for a tree that goes round in circles. */
const depthOf = (above: ReadonlyMap<string, string | undefined>, uid: string): number => {
  let depth = 0
  for (let at = above.get(uid); at !== undefined && depth < 100; at = above.get(at)) depth++
  return depth
}

/** The kinds whose contents tell something. */
const lookedInto = new Set(["data-sources", "library-elements", "dashboards"])

const look = (held: Holdings, source: Origin, found: Found): Effect.Effect<void> =>
  Effect.match(source.read(found), {
    onFailure: () => {
      held.unread.push(`${found.kind} ${found.key}`)
    },
    onSuccess: ({ content }) => learn(held, found, content)
  })

const learn = (
  held: Holdings,
  { key, kind }: Found,
  { apiVersion, dashboard, model, type }: { readonly [field: string]: unknown }
): void => {
  if (kind === "data-sources" && typeof type === "string") add(held.dataSourceTypes, type)
  const shown = isObject(dashboard) ? dashboard : { panels: [model] }
  for (const type of panelTypes(shown)) add(held.panelTypes, type)
  if (typeof apiVersion === "string") add(held.apiVersions, apiVersion)
  if (isLargeDashboard(dashboard)) held.largeDashboards.push(key)
}
