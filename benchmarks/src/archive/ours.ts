/** The same through the inventory: two walks, a check of the counts, each file hashed, recorded, and written whole or not at all. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Node from "@effect-grafana/core/Node"
import * as Archive from "@effect-grafana/migration/Archive"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import * as Effect from "effect/Effect"
import { setFlagsFromString } from "node:v8"
import { whole } from "../whole.js"
import { lanes } from "./content.js"

// As the command does.
setFlagsFromString("--heap-growing-percent=60")

await whole((url = "", directory = "") =>
  Effect.gen(function* () {
    const kinds = Kinds.all.filter(({ name }) => name === "dashboards")
    const origin = yield* Inventory.origin({ kinds, url })
    yield* Archive.write({ origin, directory, concurrency: lanes })
  }).pipe(
    Effect.provide(Node.layer({ url, auth: Auth.basic({ username: "admin", password: "admin" }) })),
    Effect.provide([NodeFileSystem.layer, NodePath.layer]),
    Effect.runPromise
  )
)
