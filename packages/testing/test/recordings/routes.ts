import { contracts, type Known } from "./contracts.js"
import { recorded, type Recorded } from "./recorded.js"

/** A path's template, taken apart: each segment is a static text, a parameter, or the rest. */
interface Segment {
  readonly text?: string
  readonly param?: string
  readonly greedy: boolean
}

export interface Route {
  readonly method: string
  readonly template: string
  readonly segments: ReadonlyArray<Segment>
}

export const routeOf = (method: string, template: string): Route => ({
  method,
  template,
  segments: template.split("/").map((segment) => {
    const param = /^\{(\+?)([^}]*)\}$/.exec(segment)
    return param === null
      ? { text: segment, greedy: false }
      : { param: param[2] ?? "", greedy: param[1] === "+" }
  })
})

/**
 * The parameters of a path that a route's template fits, still percent-encoded; undefined where it does not fit. A
 * slash more or less at the end is looked over.
 */
export const paramsOf = ({ segments }: Route, path: string): Readonly<Record<string, string>> | undefined => {
  const given = path.replace(/\/$/, "").split("/")
  const wanted = segments.at(-1)?.text === "" ? segments.slice(0, -1) : segments
  const params: Record<string, string> = {}
  for (const [index, segment] of wanted.entries()) {
    const value = segment.greedy ? given.slice(index).join("/") : given[index]
    if (value === undefined || (segment.text ?? value) !== value) return undefined
    if (segment.param === undefined) continue
    if (value === "") return undefined
    params[segment.param] = value
    if (segment.greedy) return params
  }
  return given.length === wanted.length ? params : undefined
}

/** A static segment is more specific than a parameter, and a parameter than the rest; the first difference decides. */
const specificity = ({ segments }: Route): string =>
  segments.map((segment) => (segment.greedy ? "0" : segment.text === undefined ? "1" : "2")).join("")

const mostSpecific = <A>(fitting: ReadonlyArray<A>, route: (a: A) => Route): ReadonlyArray<A> => {
  const ranks = fitting.map((it) => specificity(route(it)))
  const best = [...ranks].sort().at(-1)
  return fitting.filter((_, index) => ranks[index] === best)
}

const pathOf = ({ exchange }: Recorded): string => exchange.request.path.split("?")[0] ?? ""

const known = contracts.map((it) => ({ ...it, route: routeOf(it.contract.method, it.contract.path) }))

/** The contracts that a recorded request belongs to: by method and template, static segments before parameters. */
export const contractsFor = (it: Recorded): ReadonlyArray<Known> =>
  mostSpecific(
    known.filter(
      ({ route }) => route.method === it.exchange.request.method && paramsOf(route, pathOf(it)) !== undefined
    ),
    ({ route }) => route
  )

/** The sweeps over all operations are named by method and template. */
const sweep = recorded.flatMap(({ exchange, file }) => {
  const [, method, template] = /^([A-Z]+) (\/\S*)$/.exec(exchange.name) ?? []
  return file.startsWith("sys-") && method !== undefined && template !== undefined
    ? [routeOf(method, template)]
    : []
})

const resource = /^\/apis\/[^/]+\/[^/]+\/namespaces\/[^/]+/

/** The template of a recorded path that no contract covers, as far as the recordings tell it. */
export const templateOf = (it: Recorded): string => {
  const path = pathOf(it)
  const fitting = sweep.filter(
    (route) => route.method === it.exchange.request.method && paramsOf(route, path) !== undefined
  )
  const best = mostSpecific(fitting, (route) => route)[0]
  if (best !== undefined) return best.template
  return resource.test(path)
    ? path
        .replace(/\/namespaces\/[^/]+/, "/namespaces/{namespace}")
        .replace(/(\{namespace\}\/[^/]+)\/[^/]+/, "$1/{name}")
    : path
}
