/** The secrets of contact points, which Grafana exports to who may read them. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as ContactPoints from "@effect-grafana/elements/ContactPoints"
import * as NotificationExports from "@effect-grafana/elements/NotificationExports"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { Problem, Revealed } from "../../Kind.js"
import { withoutSecrets } from "./secretSettings.js"

/** Grafana exports a contact point without one of its secrets. */
class StillHidden extends Data.TaggedError("StillHidden")<{ readonly uid: string; readonly name: string }> {
  override get message(): string {
    return `${this.name} of the contact point ${this.uid} is not shown`
  }
}

/** The secrets of all contact points, by the names that `withoutSecrets` gives them. */
export const reveal: Effect.Effect<ReadonlyArray<Revealed>, Problem, Grafana> = Effect.gen(function* () {
  const hidden = yield* ContactPoints.list()
  const { contactPoints = [] } = yield* NotificationExports.contactPoints({ decrypt: true })
  const shown = new Map(
    contactPoints.flatMap(({ receivers }) => receivers.map(({ settings, uid }) => [uid, settings]))
  )
  const places = hidden.flatMap(({ settings, uid }) =>
    withoutSecrets(settings).secrets.map((name) => ({ uid, name }))
  )
  return yield* Effect.forEach(places, ({ name, uid }) => {
    const value = at(shown.get(uid), name)
    return typeof value === "string" && value !== "[REDACTED]"
      ? Effect.succeed({ key: uid, name, value: Redacted.make(asSet(value)) })
      : new StillHidden({ uid, name })
  })
})

/** The contracts that `reveal` calls. */
export const revealReads = [ContactPoints.list, NotificationExports.contactPoints]

interface Fields {
  readonly [field: string]: unknown
}

const at = (settings: Fields | undefined, name: string): unknown =>
  name.split(".").reduce<unknown>((value, field) => (isFields(value) ? value[field] : undefined), settings)

/** An object, or a list by its positions. */
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null

const singleDollar = /(?<!\$)\$(?:\$\$)*(?!\$)/

/** Grafana 12.3.0 doubles every `$` of what it exports, for provisioning's variables; a single one was not doubled. */
const asSet = (exported: string): string =>
  singleDollar.test(exported) ? exported : exported.replaceAll("$$", () => "$")
