import type { Rewrite } from "../../Kind.js"

/** Who is notified and when not, as policies and rules say it: a contact point and mute timings, by name. */
interface Notifying {
  readonly receiver?: string | undefined
  readonly mute_time_intervals?: ReadonlyArray<string> | undefined
  readonly active_time_intervals?: ReadonlyArray<string> | undefined
}

/** The same with its names rewritten; what names none of them inherits it. */
export const rewriteNotifying = <A extends Notifying>(it: A, rewrite: Rewrite, at: string): A => {
  const { active_time_intervals: active, mute_time_intervals: mute, receiver = "" } = it
  const timings = (names: ReadonlyArray<string>, field: string) =>
    names.map((name, i) => rewrite("mute-timings", name, `${at}.${field}[${i}]`) ?? name)
  return {
    ...it,
    ...(receiver === ""
      ? {}
      : { receiver: rewrite("contact-points", receiver, `${at}.receiver`) ?? receiver }),
    ...(mute === undefined ? {} : { mute_time_intervals: timings(mute, "mute_time_intervals") }),
    ...(active === undefined ? {} : { active_time_intervals: timings(active, "active_time_intervals") })
  }
}
