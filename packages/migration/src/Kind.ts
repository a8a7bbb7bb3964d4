/**
 * What a migration knows of a kind of object: where it is listed, how one is read, what it refers to. The kinds of
 * Grafana stand in `Kinds`; a program may add its own.
 */
import type { Contract } from "@effect-grafana/core/Endpoint"
import type { Grafana } from "@effect-grafana/core/Grafana"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import type * as Schema from "effect/Schema"
import type * as Stream from "effect/Stream"

/**
 * An object in portable form: plain JSON that holds what a person has set and nothing that a server has made (no ids,
 * times, versions), and names other objects by what both instances know them by (uid, login, name). Two objects are
 * the same when their contents are equal.
 */
export interface Content {
  readonly [field: string]: unknown
}

/** An object as a listing shows it. */
export interface Item {
  /** What it is known by among its kind, in every instance: its uid, else its name or login. */
  readonly key: string
  readonly title: string
  /** Further names that it may be found by in an instance that does not know its key: the e-mail of a user. */
  readonly aliases?: ReadonlyArray<string> | undefined
  /** The uid of the folder that it stands in; undefined at the root, and where there are no folders. */
  readonly folder?: string | undefined
  readonly tags?: ReadonlyArray<string> | undefined
  /** What its own instance reads it by, where that is not the key: a numeric id. */
  readonly id?: string
}

/** One page of a listing. */
export interface Page {
  readonly items: ReadonlyArray<Item>
  /** How many Grafana says there are, where it does. */
  readonly total?: number | undefined
}

/** A failure of a call, in words. */
export interface Problem {
  readonly _tag: string
  readonly message: string
  readonly status?: number
}

/** One way to list a kind. Each object is expected once. */
export interface Listing {
  /** As a sentence names it: `the folder tree`. */
  readonly name: string
  readonly pages: Stream.Stream<Page, Problem, Grafana>
  /** A listing that need not show everything: what only others show is no contradiction. */
  readonly partial?: true
}

/** An object as it was read. */
export interface Reading<C extends Content = Content> {
  readonly content: C
  /** What the server counts changes by, where it does. */
  readonly version?: number | string | undefined
  /** Why this instance will not let it be changed: `provisioned from a file`. */
  readonly fixed?: string | undefined
  /** Worth keeping in an archive, and neither compared nor written. */
  readonly aside?: Content | undefined
}

/** A secret that Grafana shows to who asks for it. */
export interface Revealed {
  /** The key of the object that it belongs to. */
  readonly key: string
  /** As the content of the object names it. */
  readonly name: string
  readonly value: Redacted.Redacted<string>
}

/**
 * Sees every reference of an object to another one, by kind and key, and says what key to put in its place: the same
 * one where nothing is to change, undefined where there is no such object. `at` tells where in the content:
 * `panels[2].datasource`.
 */
export type Rewrite = (kind: string, key: string, at: string) => string | undefined

/** What writing an object may ask of the migration. */
export interface Writing {
  /** The id by which the target knows an object of another kind, such as a team; fails where it knows none. */
  readonly idOf: (kind: string, key: string) => Effect.Effect<string, Problem, Grafana>
  /** The secret that the object has under a name; none where nobody has given it. */
  readonly secret: (name: string) => Option.Option<Redacted.Redacted<string>>
  /** What histories are to say of the write. */
  readonly message: string
  /** A run before may have sent the same already, and has not learned what came of it. */
  readonly again?: boolean
}

/** An object as the target has it, read just before it is written. */
export interface There<C extends Content = Content> extends Reading<C> {
  readonly key: string
  readonly id?: string | undefined
}

/** What the target made of a create, where that is not what was asked for. */
export interface Written {
  /** Where it is another than was asked for. */
  readonly key?: string
  /** What the target reads it by, where that is not the key. */
  readonly id?: string
}

/**
 * How objects are written. Every write can be carried out again after it was cut off: `update` goes from what is there
 * to what is wanted, whatever part of that stands already.
 */
export interface Writer<C extends Content = Content> {
  /** Writes of one lane come one after another: what Grafana keeps in one place takes no parallel ones. */
  readonly lane: string
  /** A create fails where the object is there already; otherwise it is looked for first. */
  readonly exclusive?: true
  /**
   * An object of another kind brings it along, or changes it: what is found after this run has made such an object
   * (`sameKey`: that of the same key, else any) is no one else's.
   */
  readonly broughtBy?: { readonly kind: string; readonly sameKey: boolean }
  /**
   * The content with what a write of another object of the kind may have taken away: there is one default among data
   * sources.
   */
  readonly untaken?: (content: C) => C
  /**
   * A create that comes twice makes two objects: the run that has sent it does not send it again. A later one does, and
   * `create` looks for it first.
   */
  readonly doubles?: true
  /** It takes several requests: what is found half made is completed. */
  readonly inSteps?: true
  /** What this run has brought may be wrong where no reading shows it: it is written even if it looks right. */
  readonly unseen?: true
  /** Makes an object under `key` where the target has none. */
  readonly create: (key: string, content: C, writing: Writing) => Effect.Effect<Written, Problem, Grafana>
  /** Makes what is there what is wanted. */
  readonly update: (there: There<C>, content: C, writing: Writing) => Effect.Effect<unknown, Problem, Grafana>
  /** Takes back a create. Absent where Grafana has no way to: the settings of an organization. */
  readonly remove?: (there: There<C>) => Effect.Effect<unknown, Problem, Grafana>
}

/** How a migration was asked to bring objects. */
export interface Arrival {
  /** New alert rules come paused. */
  readonly paused: boolean
}

/** What a kind is made of. */
export interface Spec<C extends Content> {
  /** Plural, as in an archive's directories: `library-elements`. */
  readonly name: string
  /** The kinds whose objects must be in place before those of this one. */
  readonly after: ReadonlyArray<string>
  /** Migrated only when asked for. */
  readonly onRequest?: true
  /** Checks what an archive says. */
  readonly content: Schema.Schema<C>
  /** Walked in this order. What any of them shows is there, and what they contradict each other in is named. */
  readonly listings: ReadonlyArray<Listing>
  /** Reads one object. */
  readonly read: (item: Item) => Effect.Effect<Reading<C>, Problem, Grafana>
  /** The secrets of the organization's objects, as far as Grafana shows them; asked for only to be encrypted. */
  readonly reveal?: Effect.Effect<ReadonlyArray<Revealed>, Problem, Grafana>
  /** What does not add up, seen from all that was listed. */
  readonly check?: (listed: ReadonlyArray<Item>) => Effect.Effect<ReadonlyArray<string>, Problem, Grafana>
  /**
   * The content with each reference to another object rewritten. Where there is no such object, a grant or a
   * membership is left out, and any other reference stays as it is.
   */
  readonly references: (content: C, rewrite: Rewrite) => C
  /** Places of references without which an object cannot be written: `folderUid`. */
  readonly needs?: ReadonlyArray<string>
  /** For kinds whose keys name objects of other kinds: the key, rewritten. */
  readonly rekey?: (key: string, rewrite: Rewrite) => string
  /** An object is read by an id of its instance, which only a listing tells. */
  readonly byId?: true
  /** The objects of this kind stand in each other: an item's `folder` is the key of the one above it. */
  readonly nested?: true
  /** What is written in place of the content, where that differs from it: `there` is what the target has. */
  readonly arrive?: (content: C, there: C | undefined, how: Arrival) => C
  /** For kinds of which a migration makes none: what to tell of an object that the target has not. */
  readonly missing?: (content: C) => string
  /** Absent for kinds that are only looked at. */
  readonly write?: Writer<C>
  /** Every contract that listing, checking, reading and revealing call: all of them safe. */
  readonly reads: ReadonlyArray<Contract>
}

/** A kind, whatever its content: see {@link Spec} for the fields. */
export interface Kind extends Spec<Content> {}

/** Makes a kind. */
export const make = <C extends Content>(spec: Spec<C>): Kind =>
  // Sound: a kind is only ever handed content that it has read itself or that its own schema has passed.
  spec as unknown as Kind

/** `Permission denied (Forbidden, 403)` */
export const inWords = ({ _tag, message, status }: Problem): string =>
  `${message} (${_tag}${status === undefined ? "" : `, ${status}`})`
