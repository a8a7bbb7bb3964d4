/** The shapes that the type tests share. */
import type { CallError } from "@effect-grafana/core/GrafanaError"
import type { Grafana } from "@effect-grafana/core/Grafana"
import type * as Pagination from "@effect-grafana/core/Pagination"
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"

/** What calling an endpoint gives. */
export type Call<A, E = never> = Effect.Effect<A, E | CallError, Grafana>

/** What walking a list gives. */
export type Walk<Item, E = never> = Stream.Stream<Item, E | CallError | Pagination.PaginationError, Grafana>

/** Free-form JSON. */
export type Json = { readonly [key: string]: unknown }

/** A word that may be none of the known ones. */
export type Word = string & {}
