/** Everything that a Grafana holds, by kind, in one organization or in all of them. */
import { Grafana } from "@effect-grafana/core/Grafana"
import * as GrafanaClient from "@effect-grafana/core/Grafana"
import { Overrides } from "@effect-grafana/core/Overrides"
import * as Health from "@effect-grafana/elements/Health"
import * as CurrentOrganization from "@effect-grafana/elements/Organization"
import * as Organizations from "@effect-grafana/elements/Organizations"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { type Filter, matches } from "./Filter.js"
import { readOnly } from "./internal/readOnly.js"
import { type Amiss, walk } from "./internal/walk.js"
import type { Kind, Problem } from "./Kind.js"
import * as Kinds from "./Kinds.js"
import { type Finding, type Found, Incomplete, type Organization, type Origin, type Page } from "./Origin.js"

/** What to look for, and where. */
export interface Options {
  /** What to look for; all that `Kinds.usual` holds unless told. */
  readonly kinds?: ReadonlyArray<Kind>
  /** The credential's own organization (default), all that its user administers, or those of these names. */
  readonly organizations?: "current" | "all" | ReadonlyArray<string>
  /** The Grafana's address, for reports. */
  readonly url?: string
}

/**
 * A Grafana as an origin: asks which organizations there are and which version it is. Every later request names its
 * organization, so that nobody who switches theirs in a browser moves the inventory. Only safe contracts are sent.
 */
export const origin = (options: Options = {}): Effect.Effect<Origin, Problem, Grafana> =>
  readOnly(originOf(options))

const originOf = (options: Options): Effect.Effect<Origin, Problem, Grafana> =>
  Effect.gen(function* () {
    const client = yield* Grafana
    const kinds = Kinds.inOrder(options.kinds ?? Kinds.usual)
    const byName = new Map(kinds.map((kind) => [kind.name, kind]))
    const version = yield* Health.version()
    const within =
      ({ id }: Organization) =>
      <A, E>(effect: Effect.Effect<A, E, Grafana>): Effect.Effect<A, E> =>
        effect.pipe(GrafanaClient.withOrganization(id), Effect.provideService(Grafana, client))
    return {
      about: { url: options.url ?? "", version: Option.getOrNull(version) },
      organizations: yield* organizations(options.organizations ?? "current"),
      kinds: kinds.map(({ name }) => name),
      pages: (organization, name) =>
        Option.match(Option.fromNullable(byName.get(name)), {
          onNone: () => Stream.empty,
          onSome: (kind) =>
            walk(kind).pipe(
              Stream.map((sight): Page => {
                const where = { kind: name, organization }
                return {
                  ...where,
                  // In this order: what comes after a spread makes an object four times as large (V8 11).
                  items: sight.items.map((item) => ({ kind: name, organization, ...item })),
                  total: sight.total,
                  findings: sight.amiss.map(finding(where))
                }
              }),
              Stream.provideService(Overrides, { organization: organization.id }),
              Stream.provideService(Grafana, client)
            )
        }),
      read: (found) =>
        Option.match(Option.fromNullable(byName.get(found.kind)), {
          onNone: () => Effect.dieMessage(`no inventory of ${found.kind} was asked for`),
          onSome: (kind) => kind.read(found).pipe(within(found.organization))
        }),
      reveal: (organization, name) =>
        (byName.get(name)?.reveal ?? Effect.succeed([])).pipe(within(organization))
    }
  })

const finding =
  ({ kind, organization }: { readonly kind: string; readonly organization: Organization }) =>
  ({ item, problem }: Amiss): Finding => ({
    kind,
    organization: organization.name,
    ...(item === undefined ? {} : { key: item.key, title: item.title }),
    problem
  })

/** The organizations that a selection names. One that is missing fails with `NotFound`. */
export const organizations = (
  selection: NonNullable<Options["organizations"]>
): Effect.Effect<ReadonlyArray<Organization>, Problem, Grafana> => {
  if (selection === "current") return Effect.map(CurrentOrganization.get(), ({ id, name }) => [{ id, name }])
  if (selection === "all")
    return Effect.map(Stream.runCollect(Organizations.list.stream({})), (all) =>
      Chunk.toReadonlyArray(all).map(({ id, name }) => ({ id, name }))
    )
  return Effect.forEach(selection, (name) =>
    Effect.map(Organizations.getByName({ name }), ({ id, name }) => ({ id, name }))
  )
}

/** The pages of an origin: every organization in turn, in it every kind, as far as the filter lets them pass. */
export const pages = (origin: Origin, filter: Filter = {}): Stream.Stream<Page> =>
  Stream.unwrap(
    Effect.map(matches(origin, filter), (passes) =>
      Stream.fromIterable(origin.organizations).pipe(
        Stream.flatMap((organization) =>
          Stream.flatMap(
            Stream.fromIterable(origin.kinds.filter((kind) => filter.kinds?.includes(kind) ?? true)),
            (kind) => origin.pages(organization, kind)
          )
        ),
        Stream.map((page) => ({ ...page, items: page.items.filter(passes) }))
      )
    )
  )

/** All that a stream of pages shows, with what is amiss. */
export const collect = <E, R>(
  pages: Stream.Stream<Page, E, R>
): Effect.Effect<{ readonly items: ReadonlyArray<Found>; readonly findings: ReadonlyArray<Finding> }, E, R> =>
  Effect.map(Stream.runCollect(pages), (all) => ({
    items: [...all].flatMap(({ items }) => items),
    findings: [...all].flatMap(({ findings }) => findings)
  }))

/**
 * Everything in an origin, an object at a time. Where something is amiss the stream goes on to its end and then fails
 * with `Incomplete`, so that what it gave can never be taken for all there is.
 */
export const stream = (origin: Origin, filter: Filter = {}): Stream.Stream<Found, Incomplete> =>
  Stream.suspend(() => {
    const findings: Array<Finding> = []
    const found = Stream.mapConcat(pages(origin, filter), (page) => {
      findings.push(...page.findings)
      return page.items
    })
    const end = Stream.suspend(() =>
      findings.length === 0 ? Stream.empty : Stream.fail(new Incomplete({ findings }))
    )
    return Stream.concat(found, end)
  })
