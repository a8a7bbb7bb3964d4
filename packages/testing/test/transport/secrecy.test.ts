import * as Node from "@effect-grafana/core/Node"
import { Transport } from "@effect-grafana/core/Transport"
import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { readFileSync } from "node:fs"
import { inspect } from "node:util"
import { send } from "./support/wire.js"

const pem = (name: string) => readFileSync(new URL(`fixtures/tls/${name}.pem`, import.meta.url), "utf8")

/** The middle of a real key: no place of it may show. */
const keyText = pem("client-key").split("\n")[3] ?? ""
const secrets = [
  keyText,
  "CANARY-passphrase",
  "CANARY-proxy",
  Buffer.from("user:CANARY-proxy").toString("base64")
]

const shown = (exit: Exit.Exit<unknown, unknown>): string =>
  [
    inspect(exit, { depth: 9 }),
    JSON.stringify(exit),
    Exit.isFailure(exit) ? Cause.pretty(exit.cause) : "",
    Exit.isFailure(exit) ? inspect(Cause.squash(exit.cause), { depth: 9, showHidden: true }) : ""
  ].join("\n")

describe("what a transport is given in secret shows nowhere", () => {
  const cases: Record<string, Node.TransportOptions> = {
    "a key that does not fit its certificate": { tls: { cert: pem("server"), key: pem("client-key") } },
    "a key that is none": {
      tls: { cert: pem("client"), key: Redacted.make(`CANARY-passphrase ${keyText}`) }
    },
    "a passphrase that is wrong": {
      tls: {
        cert: pem("client"),
        key: pem("client-key-encrypted"),
        passphrase: Redacted.make("CANARY-passphrase")
      }
    },
    "a proxy that is not there": { proxy: "http://user:CANARY-proxy@127.0.0.1:9" },
    "a key that is right": { tls: { cert: pem("client"), key: pem("client-key") } }
  }
  for (const [name, options] of Object.entries(cases)) {
    it.scopedLive(name, () =>
      Effect.gen(function* () {
        const exit = yield* Effect.exit(Effect.provide(send("http://127.0.0.1:9"), Node.transport(options)))
        const service = yield* Effect.exit(
          Effect.map(Layer.build(Node.transport(options)), (context) => context.unsafeMap.get(Transport.key))
        )
        assert.isTrue(Exit.isFailure(exit))
        const text = shown(exit) + shown(service)
        assert.deepStrictEqual(
          secrets.filter((secret) => text.includes(secret)),
          []
        )
      })
    )
  }
})
