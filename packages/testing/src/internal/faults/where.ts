import type { FakeRequest } from "../fake/message.js"
import { makeRouter } from "../fake/router.js"
import { routes } from "../fake/routes.js"

/** Which requests: every endpoint contract has these two fields, and what is left out is not looked at. */
export interface Where {
  readonly method?: string
  /** A template (`/api/folders/{uid}`) or one path (`/api/folders/a`), without a query. */
  readonly path?: string
}

/** One path may fit several templates; the server's own choice among them is what counts. */
const router = makeRouter(routes.map(({ key }) => [key, shapeOf(key.path)]))

export const isAt = ({ method, path }: Where): ((request: FakeRequest) => boolean) => {
  const shape = path === undefined ? undefined : shapeOf(path)
  return (request) => {
    if (method !== undefined && method !== request.method) return false
    if (path === undefined) return true
    const asked = pathOf(request)
    return path === asked || shape === shapeAt(request.method, asked)
  }
}

export const pathOf = ({ url }: FakeRequest): string => {
  const mark = url.indexOf("?")
  return mark === -1 ? url : url.slice(0, mark)
}

const shapeAt = (method: string, path: string): string | undefined =>
  router.find(method === "HEAD" ? "GET" : method, path)?.value

/** Routes and contracts may name one parameter differently. */
function shapeOf(path: string): string {
  return path.replace(/\{\+[^}]*\}/g, "*").replace(/\{[^}]*\}/g, "{}")
}
