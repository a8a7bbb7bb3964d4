/** What a route needs to be found: every endpoint contract has these two fields. */
export interface RouteKey {
  readonly method: string
  readonly path: string
}

interface Node<A> {
  readonly children: Map<string, Node<A>>
  parameter: { readonly name: string; readonly node: Node<A> } | undefined
  /** What follows is matched whole, with its slashes: `*`, or `{+path}` as contracts spell it. */
  wildcard: Node<A> | undefined
  readonly byMethod: Map<string, A>
}

const emptyNode = <A>(): Node<A> => ({
  children: new Map(),
  parameter: undefined,
  wildcard: undefined,
  byMethod: new Map()
})

export interface Match<A> {
  readonly value: A
  /** Path parameters, percent-decoded; `*` holds what a wildcard matched, as it was sent. */
  readonly params: Readonly<Record<string, string>>
}

export interface Router<A> {
  readonly find: (method: string, path: string) => Match<A> | undefined
}

const insert = <A>(root: Node<A>, key: RouteKey, value: A): void => {
  let node = root
  for (const segment of key.path.split("/").slice(1)) {
    if (segment === "*" || segment.startsWith("{+")) {
      node.wildcard ??= emptyNode()
      node = node.wildcard
    } else if (segment.startsWith("{")) {
      // Two routes may name one position differently, so parameters are found by position and named by the route.
      node.parameter ??= { name: segment.slice(1, -1), node: emptyNode() }
      node = node.parameter.node
    } else {
      let child = node.children.get(segment)
      if (child === undefined) {
        child = emptyNode()
        node.children.set(segment, child)
      }
      node = child
    }
  }
  node.byMethod.set(key.method, value)
}

const decode = (segment: string): string => {
  if (!segment.includes("%")) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/**
 * Finds routes by walking the segments of a path once. A literal segment wins over a parameter, a parameter over a
 * wildcard; a path is taken back and tried again where the first choice has no route. One trailing slash is ignored,
 * as Grafana does.
 */
export const makeRouter = <A>(routes: Iterable<readonly [RouteKey, A]>): Router<A> => {
  const root = emptyNode<{ readonly names: ReadonlyArray<string>; readonly value: A }>()
  for (const [key, value] of routes) {
    const names = [...key.path.matchAll(/\{([^+}][^}]*|)\}/g)].map((match) => match[1] ?? "")
    insert(root, key, { names, value })
  }

  type Found = { readonly names: ReadonlyArray<string>; readonly value: A }
  const walk = (
    node: Node<Found>,
    method: string,
    path: string,
    from: number,
    values: Array<string>
  ): { readonly found: Found; readonly rest: string | undefined } | undefined => {
    if (from >= path.length) {
      const found = node.byMethod.get(method)
      if (found !== undefined) return { found, rest: undefined }
      const rest = node.wildcard?.byMethod.get(method)
      return rest === undefined ? undefined : { found: rest, rest: "" }
    }
    const slash = path.indexOf("/", from)
    const end = slash === -1 ? path.length : slash
    const segment = path.slice(from, end)
    const next = end + 1
    const child = node.children.get(segment)
    if (child !== undefined) {
      const match = walk(child, method, path, next, values)
      if (match !== undefined) return match
    }
    if (node.parameter !== undefined && segment !== "") {
      const depth = values.length
      values.push(segment)
      const match = walk(node.parameter.node, method, path, next, values)
      if (match !== undefined) return match
      values.length = depth
    }
    const rest = node.wildcard?.byMethod.get(method)
    return rest === undefined ? undefined : { found: rest, rest: path.slice(from) }
  }

  return {
    find: (method, path) => {
      const values: Array<string> = []
      const match = walk(root, method, path, 1, values)
      if (match === undefined) return undefined
      const params: Record<string, string> = {}
      for (let i = 0; i < values.length; i++) params[match.found.names[i] ?? ""] = decode(values[i] ?? "")
      if (match.rest !== undefined) params["*"] = match.rest
      return { value: match.found.value, params }
    }
  }
}
