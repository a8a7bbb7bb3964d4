import type * as FakeGrafana from "../../../src/FakeGrafana.js"
import { basic } from "../../fake/support.js"

export type Json = { readonly [name: string]: unknown }

/** What a fake really holds, past every fault: the body that a path answers; undefined where nothing is there. */
export type Truth = (path: string) => Json | undefined

export const truthOf =
  (fake: FakeGrafana.Service): Truth =>
  (url) => {
    const { body, status } = fake.handle({
      method: "GET",
      url,
      headers: { authorization: basic("admin", "admin") },
      body: undefined
    })
    return status === 200 ? JSON.parse(body) : undefined
  }

/** A field of a field: `at(body, "meta", "version")`. */
export const at = (value: unknown, ...path: ReadonlyArray<string | number>): unknown =>
  path.reduce<unknown>(
    (found, name) => (found as Record<string | number, unknown> | undefined)?.[name],
    value
  )

/** A list as a path answers it, alone or in the field of that name. */
export const listAt = (truth: Truth, path: string, ...field: ReadonlyArray<string>): ReadonlyArray<Json> => {
  const found = at(truth(path), ...field)
  return Array.isArray(found) ? found : []
}
