import * as Apply from "@effect-grafana/migration/Apply"
import * as Archive from "@effect-grafana/migration/Archive"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Journal from "@effect-grafana/migration/Journal"
import * as Plan from "@effect-grafana/migration/Plan"
import * as Secrets from "@effect-grafana/migration/Secrets"
import * as ContactPoints from "@effect-grafana/elements/ContactPoints"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as DataSources from "@effect-grafana/elements/DataSources"
import * as NotificationExports from "@effect-grafana/elements/NotificationExports"
import * as PublicDashboards from "@effect-grafana/elements/PublicDashboards"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as FileSystem from "@effect/platform/FileSystem"
import { expect, layer } from "@effect/vitest"
import * as age from "age-encryption"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { as } from "./support/callers.js"
import { on } from "./support/instances.js"
import { join } from "./support/people.js"

const link = "0123456789abcdef0123456789abcdef"
const header = "CANARY header"
const webhook = "CANARY $a $$b"
const deep = "CANARY deep"

const source = Effect.gen(function* () {
  const fake = yield* FakeGrafana.make()
  yield* on(fake)(
    Effect.orDie(
      Effect.gen(function* () {
        yield* DataSources.create({
          uid: "prom",
          name: "Prometheus",
          type: "prometheus",
          access: "proxy",
          secureJsonData: { httpHeaderValue1: Redacted.make(header) }
        })
        yield* ContactPoints.create({
          uid: "hook",
          name: "hook",
          type: "webhook",
          settings: {
            url: "http://hook.test/$x",
            username: "u",
            password: webhook,
            http_config: {
              oauth2: { client_id: "c", client_secret: deep, token_url: "http://token.test" }
            }
          }
        })
        yield* Dashboards.save({ dashboard: { uid: "board", title: "Board" } })
        yield* PublicDashboards.create({
          dashboardUid: "board",
          accessToken: Redacted.make(link),
          isEnabled: true
        })
      })
    )
  )
  return fake
})

const newDirectory = Effect.flatMap(FileSystem.FileSystem, (files) => files.makeTempDirectoryScoped())

const newPair = Effect.promise(async () => {
  const identity = await age.generateIdentity()
  return { identity: Redacted.make(identity), recipient: await age.identityToRecipient(identity) }
})

/** All that a directory holds, as text. */
const textsIn = (directory: string) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const names = yield* files.readDirectory(directory, { recursive: true })
    const plain = names.filter((name) => /\.\w+$/.test(name))
    return yield* Effect.forEach(plain, (name) =>
      Effect.map(
        files.readFile(`${directory}/${name}`),
        (bytes) => `${name}\n${Buffer.from(bytes).toString("latin1")}`
      )
    )
  })

const secretsOf = (fake: FakeGrafana.Service) =>
  on(fake)(
    Effect.map(NotificationExports.contactPoints({ decrypt: true }), ({ contactPoints = [] }) =>
      contactPoints.flatMap(({ receivers }) => receivers).find(({ uid }) => uid === "hook")
    )
  )

layer(NodeContext.layer)("the secrets of an archive", (it) => {
  it.scoped("are in one file for its owner, encrypted, and nowhere else", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const [directory, { identity, recipient }] = [yield* newDirectory, yield* newPair]
      const origin = yield* on(yield* source)(Inventory.origin())
      yield* Archive.write({ origin, directory, secrets: { recipients: [recipient] } })
      expect((yield* files.stat(`${directory}/secrets.age`)).mode & 0o777).toBe(0o600)
      const text = (yield* textsIn(directory)).join("\n")
      for (const secret of ["CANARY", link]) expect(text).not.toContain(secret)
      expect(text).toContain("age-encryption.org/v1")
      expect((yield* Archive.open(directory)).manifest.secrets).toMatchObject({ file: "secrets.age" })

      const secrets = yield* Secrets.fromArchive(directory, { identity })
      const given = (yield* Secrets.places(yield* Archive.open(directory))).map((place) => [
        `${place.kind}/${place.key}/${place.name}`,
        Option.getOrUndefined(Option.map(secrets(place), Redacted.value))
      ])
      expect(Object.fromEntries(given)).toEqual({
        // Grafana shows it to nobody.
        "data-sources/prom/httpHeaderValue1": undefined,
        "contact-points/hook/password": webhook,
        "contact-points/hook/http_config.oauth2.client_secret": deep,
        "public-dashboards/board/accessToken": link
      })
      const decrypter = new age.Decrypter()
      decrypter.addIdentity(Redacted.value(identity))
      const bytes = yield* files.readFile(`${directory}/secrets.age`)
      const clear = yield* Effect.promise(() => decrypter.decrypt(bytes, "text"))
      expect(Object.keys(JSON.parse(clear))).toEqual(["Main Org."])
    })
  )

  it.scoped("go with a template that a person has filled in, and all arrive", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const [directory, { identity, recipient }] = [yield* newDirectory, yield* newPair]
      const origin = yield* on(yield* source)(Inventory.origin())
      yield* Archive.write({ origin, directory, secrets: { recipients: [recipient] } })
      const archive = yield* Archive.open(directory)
      const template = yield* Secrets.template(archive)
      expect(JSON.parse(template)).toEqual({
        "Main Org.": {
          "contact-points/hook": "hook",
          "contact-points/hook/http_config.oauth2.client_secret": "",
          "contact-points/hook/password": "",
          "data-sources/prom": "Prometheus",
          "data-sources/prom/httpHeaderValue1": "",
          "public-dashboards/board": "Board",
          "public-dashboards/board/accessToken": ""
        }
      })
      const file = `${yield* newDirectory}/filled.json`
      yield* files.writeFileString(file, template.replace('Value1": ""', 'Value1": "by hand"'), {
        mode: 0o600
      })
      const secret = Secrets.orElse(
        yield* Secrets.fromFile(file),
        yield* Secrets.fromArchive(directory, { identity })
      )
      const target = yield* FakeGrafana.make()
      // Under another uid there: a secret is still asked for as the source names it.
      const plan = yield* on(target)(
        Plan.make({ source: archive, remap: { "data-sources": { prom: "other" } } })
      )
      const asked: Array<string> = []
      const summary = yield* on(target)(
        Apply.run({
          journal: yield* Journal.memory(plan),
          source: archive,
          secret: (place) => {
            asked.push(`${place.organization}/${place.kind}/${place.key}/${place.name}`)
            return secret(place)
          }
        })
      )
      expect(summary).toMatchObject({ failed: 0, conflict: 0, unknown: 0 })
      expect(new Set(asked)).toContain("Main Org./data-sources/prom/httpHeaderValue1")
      const { secureJsonFields } = yield* on(target)(DataSources.get({ uid: "other" }))
      expect(secureJsonFields).toEqual({ httpHeaderValue1: true })
      expect(yield* secretsOf(target)).toEqual(yield* secretsOf(yield* source))
      const { accessToken } = yield* on(target)(PublicDashboards.get({ dashboardUid: "board" }))
      expect(accessToken).toBe(link)
    })
  )

  it.scoped("may be for a passphrase", () =>
    Effect.gen(function* () {
      const directory = yield* newDirectory
      const passphrase = Redacted.make("correct horse battery staple")
      const origin = yield* on(yield* source)(Inventory.origin())
      yield* Archive.write({ origin, directory, secrets: { passphrase } })
      const secrets = yield* Secrets.fromArchive(directory, { passphrase })
      const place = { organization: "Main Org.", kind: "contact-points", key: "hook", name: "password" }
      expect(Option.map(secrets(place), Redacted.value)).toEqual(Option.some(webhook))
    })
  )

  it.scoped("are of the objects that the archive holds, and of no others", () =>
    Effect.gen(function* () {
      const [directory, { identity, recipient }] = [yield* newDirectory, yield* newPair]
      const origin = yield* on(yield* source)(Inventory.origin())
      yield* Archive.write({
        origin,
        directory,
        filter: { keys: ["board"] },
        secrets: { recipients: [recipient] }
      })
      const secrets = yield* Secrets.fromArchive(directory, { identity })
      const places = yield* Secrets.places(origin)
      const given = places.filter((place) => Option.isSome(secrets(place))).map(({ kind }) => kind)
      expect(given).toEqual(["public-dashboards"])
    })
  )

  it.scoped("are not asked for unless told, and an archive written again without them has none", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const [directory, { identity, recipient }] = [yield* newDirectory, yield* newPair]
      const origin = yield* on(yield* source)(Inventory.origin())
      yield* Archive.write({ origin, directory, secrets: { recipients: [recipient] } })
      const asking = { ...origin, reveal: () => Effect.dieMessage("secrets were asked for") }
      yield* Archive.write({ origin: asking, directory })
      expect(yield* files.exists(`${directory}/secrets.age`)).toBe(false)
      const failure = yield* Effect.flip(Secrets.fromArchive(directory, { identity }))
      expect(failure.message).toBe(`${directory} is an archive without secrets`)
    })
  )

  it.scoped("that the credential may not read leave the archive incomplete", () =>
    Effect.gen(function* () {
      const [directory, { recipient }] = [yield* newDirectory, yield* newPair]
      const fake = yield* source
      yield* on(fake)(Effect.orDie(join("editor", "Editor")))
      const origin = yield* as(fake, "editor")(Inventory.origin())
      const failure = yield* Effect.flip(
        Archive.write({
          origin,
          directory,
          filter: { kinds: ["contact-points"] },
          secrets: { recipients: [recipient] }
        })
      )
      expect(failure._tag).toBe("Incomplete")
      expect(failure.message).toMatch(/^contact-points: the secrets could not be read: .*403/)
      expect((yield* Effect.flip(Archive.open(directory)))._tag).toBe("ManifestMissing")
    })
  )

  it.scoped("cannot be had from an archive, nor for a recipient that is none; nothing is written then", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const [one, two, { recipient }] = [yield* newDirectory, yield* newDirectory, yield* newPair]
      const origin = yield* on(yield* source)(Inventory.origin())
      yield* Archive.write({ origin, directory: one })
      const archive = yield* Archive.open(one)
      const cases = [
        [archive, { recipients: [recipient] }, "the origin shows no secrets"],
        [origin, { recipients: ["age1nobody"] }, "age1nobody is no recipient of age"],
        [origin, { recipients: [] }, "nobody could read it: it has no recipient"],
        [origin, { passphrase: Redacted.make("") }, "the passphrase is empty"]
      ] as const
      for (const [origin, secrets, problem] of cases) {
        const failure = yield* Effect.flip(Archive.write({ origin, directory: two, secrets }))
        expect(failure.message).toBe(`${two}/secrets.age: ${problem}`)
        expect(yield* files.readDirectory(two)).toEqual([])
      }
    })
  )

  it.scoped("that were changed in any byte are Tampered", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const [directory, { identity, recipient }] = [yield* newDirectory, yield* newPair]
      const origin = yield* on(yield* source)(Inventory.origin())
      yield* Archive.write({ origin, directory, secrets: { recipients: [recipient] } })
      const file = `${directory}/secrets.age`
      const whole = yield* files.readFile(file)
      for (let at = 0; at < whole.length; at++) {
        const flipped = Uint8Array.from(whole)
        flipped[at] = (whole[at] ?? 0) ^ (1 << (at % 8))
        yield* files.writeFile(file, flipped)
        const failure = yield* Effect.flip(Secrets.fromArchive(directory, { identity }))
        expect(failure._tag).toBe("Tampered")
      }
    })
  )
})
