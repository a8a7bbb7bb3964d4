/** What an annotation is known by: its dashboard and a hash of the rest, `d-one/0a1b2c3d4e5f6071`. */
import * as Effect from "effect/Effect"
import type { Rewrite } from "../../Kind.js"
import { digest } from "../digest.js"
import { canonical } from "../json.js"
import type { AnnotationContent } from "./annotationContent.js"

export const keyOf = ({ dashboardUID = "", ...rest }: AnnotationContent): Effect.Effect<string> =>
  Effect.map(
    digest(new TextEncoder().encode(canonical(rest))),
    (hash) => `${dashboardUID}/${hash.slice(0, 16)}`
  )

/** Numbers what has come before: `d-one/0a1b2c3d4e5f6071-2`. */
export const numbering = (): ((key: string) => string) => {
  const seen = new Map<string, number>()
  return (key) => {
    const number = (seen.get(key) ?? 0) + 1
    seen.set(key, number)
    return number === 1 ? key : `${key}-${number}`
  }
}

const hashAt = (key: string): number => key.lastIndexOf("/") + 1

export const numberIn = (key: string): number => Number(/-(\d+)$/.exec(key.slice(hashAt(key)))?.[1] ?? 1)

export const rekey = (key: string, rewrite: Rewrite): string => {
  const uid = key.slice(0, hashAt(key) - 1)
  return uid === "" ? key : `${rewrite("dashboards", uid, "") ?? uid}/${key.slice(hashAt(key))}`
}
