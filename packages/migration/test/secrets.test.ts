import * as Secrets from "@effect-grafana/migration/Secrets"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as FileSystem from "@effect/platform/FileSystem"
import { describe, expect, it as test, layer } from "@effect/vitest"
import * as age from "age-encryption"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"

const place = (key: string, name: string, organization = "Main Org.") => ({
  organization,
  kind: "data-sources",
  key,
  name
})

const newFile = (text: string | Uint8Array, mode = 0o600) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const file = `${yield* files.makeTempDirectoryScoped()}/secrets`
    const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text
    yield* files.writeFile(file, bytes, { mode })
    // Whatever the umask.
    yield* files.chmod(file, mode)
    return file
  })

const shown = (secrets: Secrets.Secrets, at: ReturnType<typeof place>): string | undefined =>
  Option.getOrUndefined(Option.map(secrets(at), Redacted.value))

const book = JSON.stringify({
  "data-sources/a/password": "everywhere",
  "data-sources/b/password": "",
  "data-sources/a%2Fb/c%25": "odd",
  "Main Org.": { "data-sources/a/password": "main" },
  Other: { "data-sources/a/token": "other" }
})

const expectBook = (secrets: Secrets.Secrets) => {
  expect(shown(secrets, place("a", "password"))).toBe("main")
  expect(shown(secrets, place("a", "password", "Third"))).toBe("everywhere")
  expect(shown(secrets, place("a", "token", "Other"))).toBe("other")
  expect(shown(secrets, place("a", "token"))).toBeUndefined()
}

layer(NodeContext.layer)("a file of secrets", (it) => {
  it.scoped("is looked up by organization, then for all; what is empty is not given", () =>
    Effect.gen(function* () {
      const secrets = yield* Secrets.fromFile(yield* newFile(book))
      expectBook(secrets)
      expect(shown(secrets, place("b", "password"))).toBeUndefined()
      expect(shown(secrets, place("a/b", "c%25"))).toBe("odd")
      for (const name of ["__proto__", "constructor"])
        expect(shown(secrets, place(name, "x", name))).toBeUndefined()
    })
  )

  it.scoped("goes before another one that it is put before", () =>
    Effect.gen(function* () {
      const first = yield* Secrets.fromFile(yield* newFile(book))
      const second = yield* Secrets.fromFile(
        yield* newFile('{"data-sources/a/token":"second","data-sources/a/password":"hidden"}')
      )
      const both = Secrets.orElse(first, Secrets.orElse(Secrets.none, second))
      expect(shown(both, place("a", "password"))).toBe("main")
      expect(shown(both, place("a", "token"))).toBe("second")
    })
  )

  it.scoped.each([
    ["is no JSON", `{"data-sources/a/password": hunter2}`],
    ["is cut short", `{"data-sources/a/password": "hunter2`],
    ["holds something else", `["hunter2"]`],
    ["holds a secret that is no text", `{"data-sources/a/password": {"hunter2": ["hunter2"]}}`]
  ] as const)("that %s is SecretsUnreadable, which does not quote it", ([, text]) =>
    Effect.gen(function* () {
      const file = yield* newFile(text)
      const failure = yield* Effect.flip(Secrets.fromFile(file))
      expect(failure._tag).toBe("SecretsUnreadable")
      expect(failure.message).toContain(`${file} is no JSON of secrets`)
      expect(failure.message + JSON.stringify(failure) + failure.stack).not.toContain("hunter2")
    })
  )

  it.scoped("that is not there is SecretsUnreadable", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(Secrets.fromFile("/nowhere/secrets.json"))
      expect(failure.message).toMatch(/^\/nowhere\/secrets\.json cannot be read: /)
    })
  )

  it.scoped("that others may read is warned of, by name and without what it holds", () =>
    Effect.gen(function* () {
      const logged: Array<string> = []
      const logger = Logger.make(({ logLevel, message }) => {
        logged.push(`${logLevel.label} ${String(message)}`)
      })
      const read = (mode: number) =>
        Effect.flatMap(newFile(book, mode), Secrets.fromFile).pipe(
          Effect.provide(Logger.replace(Logger.defaultLogger, logger))
        )
      yield* read(0o600)
      expect(logged).toEqual([])
      for (const mode of [0o640, 0o604]) yield* read(mode)
      expect(logged).toHaveLength(2)
      expect(logged[0]).toMatch(/^WARN .* holds secrets, and others may read or change it: chmod 600 /)
      expect(logged.join()).not.toContain("everywhere")
    })
  )
})

layer(NodeContext.layer)("an encrypted file of secrets", (it) => {
  const encrypted = (lock: (encrypter: age.Encrypter) => void) =>
    Effect.promise(() => {
      const encrypter = new age.Encrypter()
      lock(encrypter)
      return encrypter.encrypt(book)
    })

  const newIdentity = Effect.promise(() => age.generateIdentity())

  const forIdentity = (identity: string) =>
    Effect.flatMap(
      Effect.promise(() => age.identityToRecipient(identity)),
      (recipient) => encrypted((encrypter) => encrypter.addRecipient(recipient))
    )

  it.scoped("is opened by its identity, as a line or as the file that age-keygen writes", () =>
    Effect.gen(function* () {
      const identity = yield* newIdentity
      const file = yield* newFile(yield* forIdentity(identity))
      expectBook(yield* Secrets.fromEncryptedFile(file, { identity: Redacted.make(identity) }))
      const keyFile = `# created: 2026-01-01\n# public key: age1x\n${identity}\n`
      expectBook(yield* Secrets.fromEncryptedFile(file, { identity: Redacted.make(keyFile) }))
    })
  )

  it.scoped("may be armored", () =>
    Effect.gen(function* () {
      const identity = yield* newIdentity
      const file = yield* newFile(age.armor.encode(yield* forIdentity(identity)))
      expectBook(yield* Secrets.fromEncryptedFile(file, { identity: Redacted.make(identity) }))
    })
  )

  it.scoped("is opened by its passphrase, and by no other", () =>
    Effect.gen(function* () {
      const file = yield* newFile(
        yield* encrypted((encrypter) => {
          encrypter.setScryptWorkFactor(10)
          encrypter.setPassphrase("correct horse")
        })
      )
      expectBook(yield* Secrets.fromEncryptedFile(file, { passphrase: Redacted.make("correct horse") }))
      const failure = yield* Effect.flip(
        Secrets.fromEncryptedFile(file, { passphrase: Redacted.make("battery staple") })
      )
      expect(failure.message).toBe(`${file} cannot be decrypted: it is for another key, or was changed`)
    })
  )

  it.scoped("that was changed, or is for somebody else, is SecretsUnreadable; the key is not told", () =>
    Effect.gen(function* () {
      const identity = yield* newIdentity
      const bytes = yield* forIdentity(identity)
      bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
      const changed = yield* newFile(bytes)
      const other = yield* newFile(yield* forIdentity(yield* newIdentity))
      for (const file of [changed, other]) {
        const failure = yield* Effect.flip(
          Secrets.fromEncryptedFile(file, { identity: Redacted.make(identity) })
        )
        expect(failure.message).toBe(`${file} cannot be decrypted: it is for another key, or was changed`)
        expect(JSON.stringify(failure)).not.toContain(identity)
      }
      for (const identity of ["AGE-SECRET-KEY-1HUNTER2", "# nothing"]) {
        const failure = yield* Effect.flip(
          Secrets.fromEncryptedFile(other, { identity: Redacted.make(identity) })
        )
        expect(failure.message).toContain("identity")
        expect(failure.message).not.toContain("HUNTER2")
      }
    })
  )
})

describe("the environment", () => {
  const within = (variables: Record<string, string>) =>
    Effect.withConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(variables))))

  test.effect("gives secrets under the kind, the key and the name", () =>
    Effect.gen(function* () {
      const places = [place("prom-1", "password"), place("x", "httpHeaderValue1"), place("y", "password")]
      const secrets = yield* Secrets.config(places).pipe(
        within({
          GRAFANA_SECRET_DATA_SOURCES_PROM_1_PASSWORD: "one",
          GRAFANA_SECRET_DATA_SOURCES_X_HTTPHEADERVALUE1: "two",
          GRAFANA_SECRET_DATA_SOURCES_Y_PASSWORD: ""
        })
      )
      expect(shown(secrets, place("prom-1", "password"))).toBe("one")
      expect(shown(secrets, place("prom-1", "password", "Other"))).toBe("one")
      expect(shown(secrets, place("x", "httpHeaderValue1"))).toBe("two")
      expect(shown(secrets, place("y", "password"))).toBeUndefined()
      // Not asked for.
      expect(shown(secrets, place("prom_1", "password"))).toBeUndefined()
    })
  )

  test.effect("cannot give two secrets by one variable", () =>
    Effect.gen(function* () {
      const places = [place("a-b", "password"), place("a_b", "password")]
      const own = { MY_DATA_SOURCES_A_B_PASSWORD: "hunter2" }
      const failure = yield* Effect.flip(within(own)(Secrets.config(places, { prefix: "MY_" })))
      expect(String(failure)).toContain("MY_DATA_SOURCES_A_B_PASSWORD")
      expect(String(failure)).toContain("data-sources/a-b/password and data-sources/a_b/password")
      expect(String(failure)).not.toContain("hunter2")
      // Where it is not set, nothing is at odds.
      yield* within({})(Secrets.config(places))
    })
  )
})
