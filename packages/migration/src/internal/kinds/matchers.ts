/** The matchers of notification policies, all in the one form in which Grafana takes them. */
import type * as NotificationPolicies from "@effect-grafana/elements/NotificationPolicies"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { sorted } from "./sorted.js"

/** A matcher that is no matcher: without it, its policy would catch what it was not meant for. */
export class MatcherUnreadable extends Data.TaggedError("MatcherUnreadable")<{ readonly matcher: string }> {
  override get message(): string {
    return `${this.matcher} is no matcher`
  }
}

/** The tree with its matchers of older forms (`match`, `match_re`, `matchers`) among the `object_matchers`, in order. */
export const withObjectMatchers = ({
  match = {},
  match_re = {},
  matchers = [],
  object_matchers = [],
  routes,
  ...route
}: NotificationPolicies.Route): Effect.Effect<NotificationPolicies.Route, MatcherUnreadable> =>
  Effect.gen(function* () {
    const all: ReadonlyArray<NotificationPolicies.Matcher> = [
      ...Object.entries(match).map(([name, value]) => [name, "=", value] as const),
      ...Object.entries(match_re).map(([name, value]) => [name, "=~", value] as const),
      ...(yield* Effect.forEach(matchers, parsed)),
      ...object_matchers
    ]
    return {
      ...route,
      ...(all.length === 0 ? {} : { object_matchers: sorted(all) }),
      ...(routes === undefined ? {} : { routes: yield* Effect.forEach(routes, withObjectMatchers) })
    }
  })

const form = /^\s*("(?:[^"\\]|\\.)*"|[^\s"=!~]+)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*"|[^"]*?)\s*$/

/** `team=~"a|b"`, the name and the value quoted or not. */
const parsed = (matcher: string): Effect.Effect<NotificationPolicies.Matcher, MatcherUnreadable> => {
  const [, name = "", operator = "", value = ""] = form.exec(matcher) ?? []
  return name === ""
    ? new MatcherUnreadable({ matcher })
    : Effect.try({
        try: () => [unquoted(name), operator, unquoted(value)] as const,
        catch: () => new MatcherUnreadable({ matcher })
      })
}

// Sound: quoted JSON is text.
const unquoted = (text: string): string => (text.startsWith('"') ? (JSON.parse(text) as string) : text)
