/** Where objects come from: a Grafana, or an archive of one. */
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Stream from "effect/Stream"
import type { Item, Problem, Reading, Revealed } from "./Kind.js"

/** An organization, as its own instance numbers it. */
export interface Organization extends Schema.Schema.Type<typeof Organization> {}
export const Organization = Schema.Struct({ id: Schema.Int, name: Schema.String })

/** What an origin is. */
export interface About extends Schema.Schema.Type<typeof About> {}
export const About = Schema.Struct({
  /** Without a credential. */
  url: Schema.String,
  /** Grafana's version; null where it is hidden. */
  version: Schema.NullOr(Schema.String)
})

/** An object, and where it stands. */
export interface Found extends Item {
  readonly kind: string
  readonly organization: Organization
}

/** Something that keeps an inventory from being complete. */
export interface Finding {
  readonly kind: string
  /** The organization's name. */
  readonly organization: string
  /** The object, where it is about one. */
  readonly key?: string
  readonly title?: string
  readonly problem: string
}

/** A page of an inventory. What is amiss comes as a finding and ends nothing, so that all of it is learned at once. */
export interface Page {
  readonly kind: string
  readonly organization: Organization
  readonly items: ReadonlyArray<Found>
  /** How many the origin says there are, where it does. */
  readonly total?: number | undefined
  readonly findings: ReadonlyArray<Finding>
}

/** An origin. `Inventory.origin` makes one of a Grafana, `Archive.open` of a directory. */
export interface Origin {
  readonly about: About
  /** Those that it was asked for. */
  readonly organizations: ReadonlyArray<Organization>
  /** When an archive was taken; a Grafana shows what there is now. */
  readonly taken?: { readonly startedAt: string; readonly finishedAt: string }
  /** The kinds of objects that it can show, in an order in which what an object refers to comes before it. */
  readonly kinds: ReadonlyArray<string>
  /** The objects of a kind. The last page says what did not add up. */
  readonly pages: (organization: Organization, kind: string) => Stream.Stream<Page>
  /** Reads an object. */
  readonly read: (found: Found) => Effect.Effect<Reading, Problem>
  /** The secrets of a kind's objects that it shows to who asks for them; absent where it never does. */
  readonly reveal?: (
    organization: Organization,
    kind: string
  ) => Effect.Effect<ReadonlyArray<Revealed>, Problem>
}

/** An inventory or an archive lacks something; `findings` names all of it. */
export class Incomplete extends Data.TaggedError("Incomplete")<{
  readonly findings: ReadonlyArray<Finding>
}> {
  override get message(): string {
    const [first] = this.findings
    const more = this.findings.length > 1 ? `, and ${this.findings.length - 1} more` : ""
    return first === undefined ? "something is amiss" : `${wordFinding(first)}${more}`
  }
}

/** `dashboards abc "Sales": listed twice by the search` */
export const wordFinding = ({ key, kind, problem, title }: Finding): string =>
  key === undefined ? `${kind}: ${problem}` : `${kind} ${key} "${title ?? key}": ${problem}`
