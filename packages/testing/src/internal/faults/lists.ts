import { isObject } from "../fake/bind.js"
import type { FakeRequest, FakeResponse } from "../fake/message.js"
import type { ListAlteration } from "./fault.js"
import { pathOf } from "./where.js"

type Items = ReadonlyArray<unknown>

type Ask = (request: FakeRequest) => FakeResponse

/** The last page that was given of each list: a GET with a query whose answer holds one. */
export class Pages {
  private readonly last = new Map<string, string>()

  /** The page with its fault; undefined: there is no list, or no page before, so that nothing can go wrong. */
  alter(
    fault: ListAlteration,
    request: FakeRequest,
    response: FakeResponse,
    ask: Ask
  ): FakeResponse | undefined {
    if (!isPage(request, response)) return undefined
    const previous = this.last.get(pathOf(request))
    const body =
      fault._tag === "RepeatedPage"
        ? previous
        : fault._tag === "DuplicateItem"
          ? changed(response.body, withLastOf(previous))
          : changed(response.body, withoutFirst(request, ask))
    return body === undefined ? undefined : { ...response, body }
  }

  remember(request: FakeRequest, response: FakeResponse): void {
    if (isPage(request, response)) this.last.set(pathOf(request), response.body)
  }
}

const isPage = ({ method, url }: FakeRequest, { status }: FakeResponse): boolean =>
  method === "GET" && status === 200 && url.includes("?")

type Change = (items: Items) => Items | undefined

const withLastOf =
  (previous: string | undefined): Change =>
  (items) => {
    const [last] = previous === undefined ? [] : (itemsOf(previous) ?? []).slice(-1)
    return last === undefined ? undefined : [last, ...items]
  }

/** The first item of the next page moves up, so that the page is no shorter; the next page shows it again. */
const withoutFirst =
  (request: FakeRequest, ask: Ask): Change =>
  (items) => {
    if (items.length === 0) return undefined
    const url = request.url.replace(/([?&]page=)(\d+)/, (_, name, page) => `${name}${Number(page) + 1}`)
    const [next] = url === request.url ? [] : (itemsOf(ask({ ...request, url }).body) ?? [])
    return [...items.slice(1), ...(next === undefined ? [] : [next])]
  }

const changed = (body: string, change: Change): string | undefined => {
  const value = changeItems(parsed(body), change)
  return value === undefined ? undefined : JSON.stringify(value)
}

/** Lists stand alone, in a field, or in a field of a field: `result.elements`. */
const changeItems = (value: unknown, change: Change, depth = 0): unknown => {
  if (isList(value)) return change(value)
  if (!isObject(value) || depth === 2) return undefined
  for (const [name, field] of Object.entries(value)) {
    const changed = changeItems(field, change, depth + 1)
    if (changed !== undefined) return { ...value, [name]: changed }
  }
  return undefined
}

const itemsOf = (body: string): Items | undefined => {
  let found: Items | undefined
  changeItems(parsed(body), (items) => (found = items))
  return found
}

const isList = (value: unknown): value is Items => Array.isArray(value) && value.every(isObject)

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
