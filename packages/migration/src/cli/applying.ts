/** Carries a plan out: what apply, resume and migrate have in common. */
import * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Apply from "../Apply.js"
import { isDone } from "../internal/apply/action.js"
import { read } from "../internal/apply/state.js"
import * as Inventory from "../Inventory.js"
import { type Journal, type JournalFailed, placeOf } from "../Journal.js"
import * as Kinds from "../Kinds.js"
import * as Ledger from "../Ledger.js"
import type { Origin } from "../Origin.js"
import * as Plan from "../Plan.js"
import * as Secrets from "../Secrets.js"
import { type Instance, on, open, refused } from "./between.js"
import { auth, Ended, failing, misused } from "./ending.js"
import { kindsOfPlan } from "./inviting.js"
import { type Course, courseOf, isDue } from "./journals.js"
import { type Output, printLine } from "./output.js"
import type { Streams } from "./streams.js"
import { watching } from "./watching.js"

/** The source of a plan: it shows the organizations that the plan is about. */
export const sourceOf = (plan: Plan.Plan, given: string | undefined) =>
  Effect.gen(function* () {
    const kinds = kindsOfPlan(plan)
    const own = yield* open({ side: "source", given, kinds, organizations: "current" })
    const names = plan.organizations.map(({ source }) => source)
    const shows = ({ id }: { readonly id: number }) => own.origin.organizations.some((it) => it.id === id)
    const { instance } = own
    if (instance === undefined || names.every(shows)) return own.origin
    return yield* Inventory.origin({
      kinds,
      organizations: names.map(({ name }) => name),
      url: instance.url
    }).pipe(on(instance), Effect.mapError(refused("source", instance.url)))
  })

/** Makes sure that a plan was made for these instances. */
export const checkFit = (plan: Plan.Plan, source: Origin, target: Instance): Effect.Effect<void, Ended> =>
  Plan.fits(plan, { source, url: target.url }).pipe(
    on(target),
    Effect.mapError((error) =>
      error._tag === "PlanUnfit" ? misused(`${error.message}.`) : refused("target", target.url)(error)
    )
  )

export interface Carrying {
  readonly journal: Journal
  readonly source: Origin
  readonly target: Instance
  readonly secrets: Secrets.Secrets
  readonly concurrency: number | undefined
  readonly output: Output
  readonly quiet: boolean
}

/** Carries out what the journal's plan holds and the journal does not say is done. */
export const carryOut = (carrying: Carrying): Effect.Effect<Course, Ended, Streams> =>
  Effect.gen(function* () {
    const { concurrency, journal, output, quiet, secrets, source, target } = carrying
    const ledger = yield* Effect.mapError(ledgerOf(journal), stopped(target))
    const streams = yield* Effect.context<Streams>()
    const onEvent = ({ action: { change, key, kind, title }, ...event }: Apply.Event) =>
      Effect.zipRight(
        ledger.add(kind, event.outcome === "failed" ? { failed: 1 } : { exported: 1 }),
        printLine(output, { type: "event", ...event, change, kind, key, title })
      ).pipe(Effect.provide(streams))
    yield* Apply.run({
      journal,
      source,
      url: target.url,
      kinds: kindsOfPlan(journal.plan),
      secret: secrets,
      onEvent,
      ...(concurrency === undefined ? {} : { concurrency })
    }).pipe(on(target), watching(ledger, quiet), Effect.mapError(stopped(target)))
    return yield* Effect.mapError(courseOf(journal), stopped(target))
  })

/** Counts of what the plan writes; what runs before have settled is kept. */
const ledgerOf = (journal: Journal): Effect.Effect<Ledger.Ledger, JournalFailed> =>
  Effect.gen(function* () {
    const { actions } = yield* read(journal)
    const all = journal.plan.organizations.flatMap((it, organization) =>
      it.actions.map((action, index) => ({ ...action, place: placeOf({ organization, action: index }) }))
    )
    const due = all.filter(isDue)
    const order = Kinds.inOrder(Kinds.all).map(({ name }) => name)
    const ledger = yield* Ledger.make(order.filter((name) => due.some(({ kind }) => kind === name)))
    for (const { kind, place } of due) {
      const settled = actions.get(place)
      yield* ledger.add(kind, {
        listed: 1,
        ...(settled !== undefined && isDone(settled) ? { kept: 1 } : {})
      })
    }
    for (const [kind, { listed }] of yield* ledger.tallies) yield* ledger.state(kind, listed)
    return ledger
  })

/** Why a run cannot go on. */
export const stopped =
  ({ url }: Instance) =>
  (error: Apply.Stopped | Plan.PlanUnfit | JournalFailed): Ended => {
    if (error._tag === "PlanUnfit") return misused(`${error.message}.`)
    if (error._tag === "JournalFailed") return failing(`Stopped at the journal, ${error.message}.`)
    const place = error.side === "target" ? ` at ${url}` : ""
    const message = `Stopped${place}: ${error.message}.`
    return error.reason === "auth" ? new Ended({ code: auth, message }) : failing(message)
  }

// ---- secrets ---------------------------------------------------------------------------------------------

/** The secrets of a file; one that ends in `.age` is encrypted. */
export const secretsOf = (
  file: string | undefined
): Effect.Effect<Secrets.Secrets, Ended, FileSystem.FileSystem | Path.Path> => {
  if (file === undefined) return Effect.succeed(Secrets.none)
  const secrets = file.endsWith(".age")
    ? Effect.flatMap(keyFor(file), (key) => Secrets.fromEncryptedFile(file, key))
    : Secrets.fromFile(file)
  return Effect.mapError(secrets, (error) => (error._tag === "Ended" ? error : misused(`${error.message}.`)))
}

const keyFor = (file: string): Effect.Effect<Secrets.Key, Ended, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const identity = yield* variable(Config.nonEmptyString("GRAFANA_SECRETS_IDENTITY_FILE"))
    const passphrase = yield* variable(Config.redacted(Config.nonEmptyString("GRAFANA_SECRETS_PASSPHRASE")))
    if (Option.isSome(passphrase)) return { passphrase: passphrase.value }
    if (Option.isNone(identity))
      return yield* misused(
        `${file} is encrypted: set GRAFANA_SECRETS_IDENTITY_FILE or GRAFANA_SECRETS_PASSPHRASE.`
      )
    const files = yield* FileSystem.FileSystem
    const text = yield* Effect.mapError(files.readFileString(identity.value), ({ message }) =>
      misused(`GRAFANA_SECRETS_IDENTITY_FILE cannot be read: ${message}`)
    )
    return { identity: Redacted.make(text) }
  })

/** An empty variable counts as unset. */
const variable = <A>(config: Config.Config<A>): Effect.Effect<Option.Option<A>> => Effect.option(config)
