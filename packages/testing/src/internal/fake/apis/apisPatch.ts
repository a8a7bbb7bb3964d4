import { isObject, type JsonObject } from "../bind.js"

/** A JSON merge patch (RFC 7396). */
export const mergePatch = (target: unknown, patch: unknown): unknown => {
  if (!isObject(patch)) return patch
  const own = isObject(target) ? target : {}
  const kept = Object.entries(own).filter(([key]) => !Object.hasOwn(patch, key))
  const given = Object.entries(patch).filter(([, value]) => value !== null)
  return Object.fromEntries([...kept, ...given.map(([key, value]) => [key, mergePatch(own[key], value)])])
}

type Path = ReadonlyArray<string>

const readPath = (pointer: string): Path =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))

const missing = Symbol("missing")

const read = (target: unknown, path: Path): unknown => {
  let found = target
  for (const key of path) {
    if (Array.isArray(found)) found = Number(key) in found ? found[Number(key)] : missing
    else if (isObject(found)) found = Object.hasOwn(found, key) ? found[key] : missing
    else return missing
  }
  return found
}

const indexIn = (list: ReadonlyArray<unknown>, key: string): number =>
  key === "-" ? list.length : Number(key)

const inList = (
  list: ReadonlyArray<unknown>,
  key: string,
  insert: ReadonlyArray<unknown>,
  remove: number
) => {
  const index = indexIn(list, key)
  if (!Number.isInteger(index) || index < 0 || index > list.length - remove) return missing
  return [...list.slice(0, index), ...insert, ...list.slice(index + remove)]
}

/** The target with the place at the path changed: by its key in an object, or by its index in a list. */
const change = (
  target: unknown,
  [key, ...rest]: Path,
  inObject: (object: JsonObject, key: string) => unknown,
  inArray: (list: ReadonlyArray<unknown>, key: string) => unknown
): unknown => {
  if (key === undefined) return missing
  const isList = Array.isArray(target)
  if (!isList && !isObject(target)) return missing
  if (rest.length === 0) return isList ? inArray(target, key) : inObject(target, key)
  const inner = change(read(target, [key]), rest, inObject, inArray)
  if (inner === missing) return missing
  return isList ? target.map((item, i) => (i === Number(key) ? inner : item)) : { ...target, [key]: inner }
}

const add = (target: unknown, path: Path, value: unknown): unknown =>
  path.length === 0
    ? value
    : change(
        target,
        path,
        (object, key) => ({ ...object, [key]: value }),
        (list, key) => inList(list, key, [value], 0)
      )

const remove = (target: unknown, path: Path): unknown =>
  change(
    target,
    path,
    (object, key) => {
      const { [key]: removed = missing, ...others } = object
      return removed === missing ? missing : others
    },
    (list, key) => inList(list, key, [], 1)
  )

const replace = (target: unknown, path: Path, value: unknown): unknown =>
  read(target, path) === missing
    ? missing
    : path.length === 0
      ? value
      : change(
          target,
          path,
          (object, key) => ({ ...object, [key]: value }),
          (list, key) => inList(list, key, [value], 1)
        )

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : isObject(value)
      ? Object.fromEntries(
          Object.keys(value)
            .sort()
            .map((key) => [key, sorted(value[key])])
        )
      : value

const isSame = (left: unknown, right: unknown): boolean =>
  JSON.stringify(sorted(left)) === JSON.stringify(sorted(right))

const step = (target: unknown, operation: unknown): unknown => {
  if (!isObject(operation)) return missing
  const { from, op, path, value } = operation
  if (typeof path !== "string") return missing
  const at = readPath(path)
  if (op === "add") return add(target, at, value)
  if (op === "remove") return remove(target, at)
  if (op === "replace") return replace(target, at, value)
  if (op === "test") return isSame(read(target, at), value) ? target : missing
  if (typeof from !== "string") return missing
  const source = readPath(from)
  const moved = read(target, source)
  if (moved === missing) return missing
  if (op === "copy") return add(target, at, moved)
  return op === "move" ? add(remove(target, source), at, moved) : missing
}

/** A JSON patch (RFC 6902): all of its steps, or `undefined` when one of them does not apply. */
export const jsonPatch = (target: unknown, operations: ReadonlyArray<unknown>): unknown => {
  let patched = target
  for (const operation of operations) {
    patched = step(patched, operation)
    if (patched === missing) return undefined
  }
  return patched
}
