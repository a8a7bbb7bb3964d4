/** What a crash leaves of a file. */
import * as Effect from "effect/Effect"
import type * as Random from "effect/Random"

/** Small, so that a record has several. */
const page = 32

/** Up to where both are the same all is kept; of each page beyond, what was, what is, or zeros. */
export const tear = (
  durable: Uint8Array,
  content: Uint8Array,
  random: Random.Random
): Effect.Effect<Uint8Array> =>
  Effect.gen(function* () {
    const [least, most] = [durable.length, content.length].sort((one, other) => one - other)
    const torn = new Uint8Array(yield* random.nextIntBetween(least ?? 0, (most ?? 0) + 1))
    const same = sameUpTo(durable, content)
    torn.set(content.subarray(0, Math.min(same, torn.length)))
    const wholly = (yield* random.nextIntBetween(0, 4)) === 0
    for (let start = same; start < torn.length; start = (Math.floor(start / page) + 1) * page) {
      const end = Math.min(torn.length, (Math.floor(start / page) + 1) * page)
      const kind = wholly ? 0 : yield* random.nextIntBetween(0, 4)
      const source = kind <= 1 ? content : kind === 2 ? durable : undefined
      if (source !== undefined) torn.set(source.subarray(start, end), start)
    }
    return torn
  })

const sameUpTo = (one: Uint8Array, other: Uint8Array): number => {
  const shorter = Math.min(one.length, other.length)
  for (let i = 0; i < shorter; i++) if (one[i] !== other[i]) return i
  return shorter
}
