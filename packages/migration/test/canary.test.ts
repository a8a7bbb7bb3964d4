import * as ContactPoints from "@effect-grafana/elements/ContactPoints"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as DataSources from "@effect-grafana/elements/DataSources"
import * as PublicDashboards from "@effect-grafana/elements/PublicDashboards"
import * as ServiceAccounts from "@effect-grafana/elements/ServiceAccounts"
import * as Snapshots from "@effect-grafana/elements/Snapshots"
import * as Apply from "@effect-grafana/migration/Apply"
import * as Archive from "@effect-grafana/migration/Archive"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Journal from "@effect-grafana/migration/Journal"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as Plan from "@effect-grafana/migration/Plan"
import * as Secrets from "@effect-grafana/migration/Secrets"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as FileSystem from "@effect/platform/FileSystem"
import { expect, layer } from "@effect/vitest"
import * as age from "age-encryption"
import * as Effect from "effect/Effect"
import * as Inspectable from "effect/Inspectable"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Runtime from "effect/Runtime"
import * as fc from "fast-check"
import { on } from "./support/instances.js"

/** The settings of a type of contact point, and where its secrets stand. */
const types = [
  { type: "slack", settings: { recipient: "#a" }, secrets: ["url", "token"] },
  { type: "pagerduty", settings: { severity: "critical" }, secrets: ["integrationKey"] },
  {
    type: "webhook",
    settings: {
      url: "http://hook.test",
      http_config: { oauth2: { client_id: "c", token_url: "http://t.test" } }
    },
    secrets: ["password", "http_config.oauth2.client_secret"]
  },
  { type: "opsgenie", settings: { apiUrl: "http://ops.test" }, secrets: ["apiKey"] },
  { type: "telegram", settings: { chatid: "1" }, secrets: ["bottoken"] },
  {
    type: "sns",
    settings: { topic_arn: "arn", sigv4: { region: "eu" } },
    secrets: ["sigv4.access_key", "sigv4.secret_key"]
  }
] as const

const canary = fc.stringMatching(/^CANARY[A-Za-z0-9]{12}$/)
/** A link's token has to be this. */
const token = fc.stringMatching(/^[0-9a-f]{32}$/)

const instances = fc.record({
  sources: fc.array(fc.uniqueArray(canary, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
  points: fc.array(fc.tuple(fc.constantFrom(...types), canary, canary), { maxLength: 3 }),
  accounts: fc.nat(2),
  snapshots: fc.array(canary, { maxLength: 2 }),
  links: fc.array(token, { maxLength: 2 })
})
type Instance = typeof instances extends fc.Arbitrary<infer A> ? A : never

interface Fields {
  readonly [field: string]: unknown
}

const placed = (settings: Fields, [field = "", ...rest]: ReadonlyArray<string>, value: string): Fields => ({
  ...settings,
  // Sound: only objects stand above a secret.
  [field]: rest.length === 0 ? value : placed((settings[field] ?? {}) as Fields, rest, value)
})

/** Makes the instance; gives the secrets that it has: those that Grafana shows to an admin, by place, and the others. */
const make = (fake: FakeGrafana.Service, { accounts, links, points, snapshots, sources }: Instance) =>
  Effect.gen(function* () {
    const shown = new Map<string, string>()
    const hidden: Array<string> = []
    for (const [i, secrets] of sources.entries()) {
      const named = secrets.map((secret, j) => [`secret${j}`, Redacted.make(secret)] as const)
      hidden.push(...secrets)
      yield* DataSources.create({
        uid: `s${i}`,
        name: `Source ${i}`,
        type: "prometheus",
        access: "proxy",
        secureJsonData: Object.fromEntries(named)
      })
    }
    for (const [i, [{ secrets, settings, type }, ...values]] of points.entries()) {
      let whole: Fields = settings
      for (const [j, path] of secrets.entries()) {
        const value = values[j] ?? ""
        shown.set(`contact-points/p${i}/${path}`, value)
        whole = placed(whole, path.split("."), value)
      }
      yield* ContactPoints.create({ uid: `p${i}`, name: `Point ${i}`, type, settings: whole })
    }
    for (let i = 0; i < accounts; i++) {
      const { id } = yield* ServiceAccounts.create({ name: `account ${i}`, role: "Viewer" })
      const { key } = yield* ServiceAccounts.createToken({ id, name: "token" })
      hidden.push(key)
    }
    const boards = Math.max(links.length, snapshots.length)
    for (let i = 0; i < boards; i++)
      yield* Dashboards.save({ dashboard: { uid: `b${i}`, title: `Board ${i}` } })
    for (const [i, deleteKey] of snapshots.entries()) {
      hidden.push(deleteKey)
      const dashboard = { uid: `b${i}`, title: "Snapshot" }
      yield* Snapshots.create({ dashboard, name: "Snapshot", deleteKey: Redacted.make(deleteKey) })
    }
    for (const [i, accessToken] of links.entries()) {
      shown.set(`public-dashboards/b${i}/accessToken`, accessToken)
      yield* PublicDashboards.create({
        dashboardUid: `b${i}`,
        accessToken: Redacted.make(accessToken),
        isEnabled: true
      })
    }
    return { shown, hidden }
  }).pipe(Effect.orDie, on(fake))

/** What a migration leaves behind for others to see. */
const traces = (source: FakeGrafana.Service, hidden: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const seen: Array<string> = []
    const logger = Logger.make((entry) => {
      seen.push(Inspectable.toStringUnknown(entry.message), entry.cause.toString())
    })
    const identity = yield* Effect.promise(() => age.generateIdentity())
    const recipient = yield* Effect.promise(() => age.identityToRecipient(identity))
    const root = yield* files.makeTempDirectoryScoped()
    const [directory, journalFile] = [`${root}/archive`, `${root}/journal`]
    const sealed = yield* Effect.gen(function* () {
      const origin = yield* on(source)(Inventory.origin({ kinds: Kinds.all }))
      yield* Archive.write({ origin, directory, secrets: { recipients: [recipient] } })
      const archive = yield* Archive.open(directory)
      const target = yield* FakeGrafana.make({ seed: 2 })
      const plan = yield* on(target)(Plan.make({ source: archive, kinds: Kinds.all }))
      seen.push(Plan.encode(plan), Plan.table(plan), yield* Secrets.template(archive))
      const sealed = yield* Secrets.fromArchive(directory, { identity: Redacted.make(identity) })
      const journal = yield* Journal.create(journalFile, plan)
      const byHand: Secrets.Secrets = ({ kind }) =>
        kind === "data-sources"
          ? Option.fromNullable(hidden[0]).pipe(Option.map(Redacted.make))
          : Option.none()
      yield* on(target)(
        Apply.run({
          journal,
          source: archive,
          secret: Secrets.orElse(sealed, byHand),
          onEvent: (event) => Effect.sync(() => seen.push(JSON.stringify(event)))
        })
      )
      seen.push(Inspectable.toStringUnknown(sealed))
      return sealed
    }).pipe(
      Effect.provide(Logger.replace(Logger.defaultLogger, logger)),
      Logger.withMinimumLogLevel(LogLevel.All)
    )
    for (const name of yield* files.readDirectory(root, { recursive: true })) {
      const { type } = yield* files.stat(`${root}/${name}`)
      if (type === "File")
        seen.push(name, Buffer.from(yield* files.readFile(`${root}/${name}`)).toString("latin1"))
    }
    return { seen: seen.join("\n"), sealed }
  })

layer(NodeContext.layer)("a secret", (it) => {
  it.scoped(
    "is in no file, plan, journal, report or log of a migration, and only what Grafana shows can be decrypted",
    () =>
      Effect.gen(function* () {
        const runtime = yield* Effect.runtime<NodeContext.NodeContext>()
        let [canaries, opened] = [0, 0]
        const check = (instance: Instance) =>
          Effect.gen(function* () {
            const source = yield* FakeGrafana.make()
            const { hidden, shown } = yield* make(source, instance)
            const { sealed, seen } = yield* traces(source, hidden)
            expect(seen).toContain('"format": 2')
            for (const secret of [...hidden, ...shown.values()]) {
              canaries++
              expect(seen).not.toContain(secret)
              expect(seen).not.toContain(Buffer.from(secret).toString("base64"))
            }
            for (const [place, secret] of shown) {
              opened++
              const [kind = "", key = "", ...name] = place.split("/")
              const found = sealed({ organization: "Main Org.", kind, key, name: name.join("/") })
              expect(Option.map(found, Redacted.value)).toEqual(Option.some(secret))
            }
          }).pipe(Effect.scoped)
        yield* Effect.promise(() =>
          fc.assert(
            fc.asyncProperty(instances, (instance) => Runtime.runPromise(runtime)(check(instance))),
            { numRuns: 12 }
          )
        )
        expect(canaries).toBeGreaterThan(20)
        expect(opened).toBeGreaterThan(5)
      }),
    60_000
  )
})
