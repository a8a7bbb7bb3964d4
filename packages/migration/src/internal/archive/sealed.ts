/** The secrets of an archive: one file, encrypted, of all that the origin shows. */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Redacted from "effect/Redacted"
import { inWords } from "../../Kind.js"
import type { Ledger } from "../../Ledger.js"
import type { Origin } from "../../Origin.js"
import * as Book from "../secrets/book.js"
import type { Store } from "./store.js"

/** Encrypts. */
export type Seal = (bytes: Uint8Array) => Effect.Effect<Uint8Array>

export interface Job {
  readonly origin: Origin
  readonly kinds: ReadonlyArray<string>
  readonly ledger: Ledger
  readonly store: Store
}

/** The secrets of the objects that the archive holds, encrypted. What could not be had is noted. */
export const gather = ({ kinds, ledger, origin, store }: Job, seal: Seal): Effect.Effect<Uint8Array> =>
  Effect.gen(function* () {
    const pages = new Map<string, Map<string, string>>()
    for (const organization of origin.organizations) {
      const page = new Map<string, string>()
      for (const kind of kinds) {
        const revealed = yield* Effect.either(origin.reveal?.(organization, kind) ?? Effect.succeed([]))
        if (Either.isLeft(revealed)) {
          const problem = `the secrets could not be read: ${inWords(revealed.left)}`
          yield* ledger.note({ kind, organization: organization.name, problem })
          continue
        }
        for (const { key, name, value } of revealed.right)
          if (yield* store.holds({ organization: organization.id, kind, key }))
            page.set(Book.lineOf({ kind, key, name }), Redacted.value(value))
      }
      pages.set(organization.name, page)
    }
    const plain = new TextEncoder().encode(Book.write(pages))
    return yield* Effect.ensuring(
      seal(plain),
      Effect.sync(() => plain.fill(0))
    )
  })
