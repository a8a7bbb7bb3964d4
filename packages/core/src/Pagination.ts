/**
 * How Grafana's lists are walked: page policies as data, what a walk is told and hands out, and what it fails with.
 * `Endpoint.list` takes a policy and gives an endpoint with `stream` and `pages`.
 *
 * No list of Grafana is a snapshot. By page number, an object that is created meanwhile may show twice (it is handed
 * out once), and one that is deleted may hide another: `complete: "demand"` tells, `passes: 2` finds it. By cursor
 * nothing is lost or doubled.
 */
import * as Schema from "effect/Schema"
import { Failure } from "./internal/failure.js"

// ---- policies --------------------------------------------------------------------------------------------

/** What every paged list says of itself. Paths are dotted, and `""` is the whole: `"result.elements"`. */
interface Paged {
  /** The input's key for how many items a page holds. */
  readonly size: string
  /** How many items a walk asks for at once, unless told. */
  readonly pageSize: number
  /** More than this is refused before anything is sent; Grafana cuts it silently or answers with an error. */
  readonly maxPageSize?: number
  /** Where in a response its items stand; `null` and absence are an empty page. */
  readonly items: string
}

/** What `number` is told. */
export interface NumberOptions extends Paged {
  /** The input's key for the page number. */
  readonly page: string
  /** The number of the first page. */
  readonly first: 0 | 1
  /** Where in an item its identity stands; where it is absent, `""` or 0, the item has none. */
  readonly id: string
  /**
   * Where in a response the number of all items stands. `trusted: false` where it counts others too (other
   * organizations, what the credential may not read): then it cannot be demanded.
   */
  readonly total?: string | { readonly path: string; readonly trusted: false }
  /**
   * What ends a walk. `"total"`, the default with a trusted total: as many pages as it fills, be they short or
   * empty. `"short page"`, the default otherwise: a page with fewer items than asked for.
   */
  readonly stop?: "short page" | "total"
  /** Where in a response the page size stands that the server went by, which may be less than was asked for. */
  readonly echo?: string
  /** Identities of what the server adds to a page and is no object: not counted and not handed out. */
  readonly virtual?: ReadonlyArray<string | number>
}

/** Pages by number and size. */
export interface NumberPolicy extends NumberOptions {
  readonly kind: "number"
}

/** What `cursor` is told. */
export interface CursorOptions extends Paged {
  /** The input's key for the token. */
  readonly token: string
  /** Where in a response the next page's token stands; absence and `""` are the end. */
  readonly next: string
  /** Where in an item its identity stands, if it has one. */
  readonly id?: string
}

/** Pages by a token from the page before. A short or empty page is not the end. */
export interface CursorPolicy extends CursorOptions {
  readonly kind: "cursor"
}

/** What `window` is told. */
export interface WindowOptions extends Paged {
  /** The input's keys for the window of time, in epoch milliseconds: Grafana heeds both or neither. */
  readonly from: string
  /** See `from`. */
  readonly to: string
  /** Where in an item its beginning stands. */
  readonly time: string
  /** Where in an item its end stands; an item without an end is a moment. */
  readonly timeEnd: string
  /** Where in an item its identity stands. */
  readonly id: string
}

/** A limit and a window of time, newest end first; the window's upper edge moves back. */
export interface WindowPolicy extends WindowOptions {
  readonly kind: "window"
}

/** What `limit` is told. */
export interface LimitOptions extends Paged {
  /** Where in an item its identity stands. */
  readonly id: string
}

/** A limit and no way to go on but a higher one: asked again with twice as much until the response is not full. */
export interface LimitPolicy extends LimitOptions {
  readonly kind: "limit"
}

/** What `whole` is told. */
export interface WholeOptions {
  /** Where in the response its items stand. */
  readonly items: string
}

/** The whole list in one response. */
export interface WholePolicy extends WholeOptions {
  readonly kind: "whole"
}

/** How a list is walked. */
export type Policy = NumberPolicy | CursorPolicy | WindowPolicy | LimitPolicy | WholePolicy

type Only<P, Options> = P & { readonly [K in Exclude<keyof P, keyof Options>]: "no such option" }

/** Pages by number and size. */
export const number = <const P extends NumberOptions>(
  policy: Only<P, NumberOptions>
): P & { readonly kind: "number" } => ({ ...policy, kind: "number" })

/** Pages by a token from the page before. */
export const cursor = <const P extends CursorOptions>(
  policy: Only<P, CursorOptions>
): P & { readonly kind: "cursor" } => ({ ...policy, kind: "cursor" })

/**
 * A limit and a window of time, newest end first. Grafana filters by the beginning but sorts by the end, so the
 * upper edge follows the ends; where more items than a page holds share that edge, the limit is doubled. A walk
 * without `from` begins at 1, since Grafana takes 0 as none.
 */
export const window = <const P extends WindowOptions>(
  policy: Only<P, WindowOptions>
): P & { readonly kind: "window" } => ({ ...policy, kind: "window" })

/** A limit and no way to go on but a higher one. */
export const limit = <const P extends LimitOptions>(
  policy: Only<P, LimitOptions>
): P & { readonly kind: "limit" } => ({ ...policy, kind: "limit" })

/** The whole list in one response: its Stream is a convenience. */
export const whole = <const P extends WholeOptions>(
  policy: Only<P, WholeOptions>
): P & { readonly kind: "whole" } => ({ ...policy, kind: "whole" })

// ---- a walk ----------------------------------------------------------------------------------------------

/** How a list is walked this time. What does not fit is `InvalidInput` before anything is sent. */
export interface Options {
  /** Items asked for at once; the policy's unless told. */
  readonly pageSize?: number
  /** Exactly how many pages are asked for beyond the one handed out, 1 unless told; 0: strictly on demand. */
  readonly prefetch?: number
  /** Where to go on: a position that a walk of the same list with the same input handed out. */
  readonly resume?: Position
  /**
   * Which items are handed out once: `"neighbours"` (the default) those of pages that follow each other, `"all"`
   * every one, whose identities are then kept in memory, `"off"` none. Items without identity always pass.
   */
  readonly distinct?: "neighbours" | "all" | "off"
  /** 2: the list is walked twice, and the second walk hands out what the first has missed. Implies `"all"`. */
  readonly passes?: 1 | 2
}

/** How a list is walked whose total can be trusted. */
export interface CountedOptions extends Options {
  /**
   * `"demand"`: fails with `IncompleteListing` after the last page unless as many items were handed out as the
   * server stated at any time of the walk; `"ignore"` unless told. An item that is made while another one, before the
   * walk's place, is deleted can stand in for one that the walk lost: where that matters, take `passes: 2` as well.
   */
  readonly complete?: "ignore" | "demand"
}

/** A page as a walk hands it out. */
export interface Page<out Item> {
  /** What this page adds: items that the pages before it had are left out, as `distinct` says. */
  readonly items: ReadonlyArray<Item>
  /** Where to go on after this page; undefined after the last one. */
  readonly next: Position | undefined
  /** What the server states as the number of all items, where it does; see the policy for how true it is. */
  readonly total: number | undefined
}

const Count = Schema.NonNegativeInt

/**
 * A place between two pages, to be stored and resumed from. It holds the identities of the last two pages, so that
 * items are handed out once across the break too, and of the input only a hash.
 */
export const Position = Schema.Struct({
  operation: Schema.String,
  input: Schema.Int,
  pageSize: Count,
  /** Items handed out so far, since the walk's beginning. */
  found: Count,
  /** The highest number of all items that the server stated so far. */
  stated: Count,
  /** The identities of the page before the last, and of the last; null where an item has none. */
  seen: Schema.Array(Schema.Array(Schema.Union(Schema.String, Schema.Number, Schema.Null))),
  at: Schema.Union(
    Schema.Struct({ kind: Schema.Literal("number"), page: Count }),
    Schema.Struct({
      kind: Schema.Literal("cursor"),
      token: Schema.String,
      pages: Count,
      marks: Schema.Array(Schema.String)
    }),
    Schema.Struct({ kind: Schema.Literal("window"), to: Schema.Number, limit: Count }),
    Schema.Struct({ kind: Schema.Literal("limit"), limit: Count })
  )
})
/** A place between two pages; a walk is resumed from it. */
export interface Position extends Schema.Schema.Type<typeof Position> {}

// ---- failures --------------------------------------------------------------------------------------------

/** The server goes round in circles: it sent the page before once more, or a token that it had sent already. */
export class RepeatedPage extends Failure("RepeatedPage", "", {})<{ readonly operation: string }> {
  constructor({ operation }: { readonly operation: string }) {
    super({ operation, message: `${operation} answered with a page that was there already` })
  }
}

/** The walk ended with fewer or more items than the server stated: the list changed meanwhile. */
export class IncompleteListing extends Failure("IncompleteListing", "", {})<{
  readonly operation: string
  readonly stated: number
  readonly found: number
}> {
  constructor(fields: { readonly operation: string; readonly stated: number; readonly found: number }) {
    const { found, operation, stated } = fields
    super({ ...fields, message: `${operation} stated ${stated} items and gave ${found}` })
  }
}

/** What a walk can fail with, besides its requests' failures. */
export type PaginationError = RepeatedPage | IncompleteListing
