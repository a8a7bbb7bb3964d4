/** Which contracts the requests to a fake were. */
import type { Contract } from "@effect-grafana/core/Endpoint"
import { endpoints } from "@effect-grafana/elements/All"
import type * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"

export interface Request {
  readonly method: string
  /** Without the query. */
  readonly path: string
}

/** The same fake, and the requests that it gets from here on. */
export const watched = (
  fake: FakeGrafana.Service
): { readonly fake: FakeGrafana.Service; readonly seen: ReadonlyArray<Request> } => {
  const seen: Array<Request> = []
  return {
    seen,
    fake: {
      ...fake,
      handle: (request) => {
        const [path = ""] = request.url.split("?")
        seen.push({ method: request.method, path })
        return fake.handle(request)
      }
    }
  }
}

const patternOf = (template: string): RegExp => {
  const literal = template.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  const holes = [...template.matchAll(/\{(\+?)[^}]+\}/g)].map(([, several]) =>
    several === "+" ? ".+" : "[^/]+"
  )
  return new RegExp(`^${literal.map((part, i) => part + (holes[i] ?? "")).join("")}$`)
}

const known = endpoints.map((contract) => ({ contract, pattern: patternOf(contract.path) }))

const holesIn = ({ path }: Contract): number => path.split("{").length

/** The contracts that a request can be: of all that fit its path those with the fewest holes. */
export const contractsOf = ({ method, path }: Request): ReadonlyArray<Contract> => {
  const fitting = known
    .filter(({ contract, pattern }) => contract.method === method && pattern.test(path))
    .map(({ contract }) => contract)
  const fewest = Math.min(...fitting.map(holesIn))
  return fitting.filter((contract) => holesIn(contract) === fewest)
}
