/** How values are checked against their schemas: what Grafana answers, and what an endpoint is given. */
import * as ParseResult from "effect/ParseResult"
import type * as Schema from "effect/Schema"
import { compileGuard } from "./internal/guard.js"

/**
 * Makes the predicate of a schema; asked once for each schema. It must say what `Schema.is` says, and never throw:
 * what it turns down is put into words by the schema's own parser.
 */
export type Check = <A>(schema: Schema.Schema<A>) => (value: unknown) => value is A

/** Effect's own, unless told; nothing that a program with a schema does not have already. */
export const standard: Check = <A>(schema: Schema.Schema<A>) => {
  const is = ParseResult.is(schema)
  return (value: unknown): value is A => {
    try {
      return is(value)
    } catch {
      // effect 3.22 throws on a union where a value has a field `toString` that is no function.
      return false
    }
  }
}

/** Compiles schemas to plain code that says the same some six times as fast; what `Node.layer` goes by. */
export const compiled: Check = compileGuard
