/** The file of secrets that a person would fill in, made up for an embedded Grafana. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Node from "@effect-grafana/core/Node"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Secrets from "@effect-grafana/migration/Secrets"
import * as Effect from "effect/Effect"
import { writeFileSync } from "node:fs"

export const writeSecrets = (url: string, file: string): Effect.Effect<void> =>
  Effect.gen(function* () {
    const template = yield* Effect.flatMap(Inventory.origin(), Secrets.template)
    const filled = template.replace(/("(?:data-sources|contact-points)\/.*": )""/g, '$1"made-up"')
    writeFileSync(file, filled, { mode: 0o600 })
  }).pipe(
    Effect.provide(Node.layer({ url, auth: Auth.basic({ username: "admin", password: "admin" }) })),
    Effect.orDie
  )
