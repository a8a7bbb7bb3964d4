import { parseTags, type Annotation } from "./annotationsModel.js"
import type { Dashboard, Org } from "../model.js"

/** What is 0 or empty is not asked for. */
export interface AnnotationQuery {
  /** Heeded together with `to` only. */
  readonly from: number
  readonly to: number
  readonly dashboardUid: string
  readonly panelId: number
  readonly userId: number
  readonly tags: ReadonlyArray<string>
  /** Whether one of the tags is enough. */
  readonly matchAny: boolean
  /** 100 when it is 0, and no limit when it is negative. */
  readonly limit: number
}

type Test = (annotation: Annotation) => boolean

/** A tag without a value stands for the key with any value. */
const tagTest = ({ matchAny, tags }: AnnotationQuery): Test => {
  const wanted = parseTags(tags)
  if (wanted.length === 0) return () => true
  return ({ indexed }) => {
    const fitting = indexed.filter((tag) =>
      wanted.some(({ key, value }) => tag.key === key && (value === "" || tag.value === value))
    )
    return matchAny ? fitting.length > 0 : fitting.length === wanted.length
  }
}

const testsOf = (query: AnnotationQuery): ReadonlyArray<Test> => [
  tagTest(query),
  ({ time, timeEnd }) => query.from <= 0 || query.to <= 0 || (time <= query.to && timeEnd >= query.from),
  ({ dashboardUid }) => query.dashboardUid === "" || dashboardUid === query.dashboardUid,
  ({ panelId }) => query.panelId === 0 || panelId === query.panelId,
  ({ userId }) => query.userId === 0 || userId === query.userId
]

/** So many dashboards Grafana looks through at a time. */
const dashboardsAtOnce = 1000

const defaultLimit = 100

/**
 * Finds annotations that may be seen, the latest end first. While the limit is not reached and dashboards are left,
 * the search goes on with the next dashboards, and each time takes in those of the organization anew: they come twice
 * when some of what fits is hidden (12.3.0).
 */
export const findAnnotations = (
  org: Org,
  query: AnnotationQuery,
  visible: (dashboard: Dashboard) => boolean
): ReadonlyArray<Annotation> => {
  const tests = testsOf(query)
  const fitting = [...org.annotations.values()]
    .filter((annotation) => tests.every((test) => test(annotation)))
    .sort((left, right) => right.timeEnd - left.timeEnd || right.time - left.time || right.id - left.id)
  const asked = query.limit === 0 ? defaultLimit : query.limit
  const limit = asked < 0 ? fitting.length : Math.min(asked, fitting.length)
  const readable = [...org.dashboards.values()].filter(
    (dashboard) => (query.dashboardUid === "" || dashboard.uid === query.dashboardUid) && visible(dashboard)
  )
  const found: Array<Annotation> = []
  for (let start = 0; found.length < limit; start += dashboardsAtOnce) {
    const dashboards = readable.slice(start, start + dashboardsAtOnce)
    const places = new Set([0, ...dashboards.map(({ id }) => id)])
    found.push(...fitting.filter(({ dashboardId }) => places.has(dashboardId)).slice(0, limit))
    if (dashboards.length < limit) break
  }
  return found
}
