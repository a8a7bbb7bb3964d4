/** A source of numbers in [0, 1) that gives the same ones for the same seed. */
export type Random = () => number

/** mulberry32: small, fast, and the same on every machine. */
export const makeRandom = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const take = (random: Random, alphabet: string, length: number): string => {
  let out = ""
  for (let i = 0; i < length; i++) out += alphabet.charAt(Math.floor(random() * alphabet.length))
  return out
}

const lower = "abcdefghijklmnopqrstuvwxyz0123456789"
const hex = "0123456789abcdef"
const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

/** The short uid that Grafana makes: fourteen characters, two letters first. */
export const shortUid = (random: Random): string => take(random, "abcdef", 2) + take(random, lower, 12)

/** Dashboards without a uid of their own get a UUID since 12. */
export const uuid = (random: Random): string =>
  `${take(random, hex, 8)}-${take(random, hex, 4)}-4${take(random, hex, 3)}-${take(random, "89ab", 1)}${take(random, hex, 3)}-${take(random, hex, 12)}`

/** Thirty-two hexadecimal digits: who knows them sees the public dashboard. */
export const accessToken = (random: Random): string => take(random, hex, 32)

export const isAccessToken = (text: string): boolean => /^[0-9a-f]{32}$/.test(text)

const unambiguous = "bcdfghjklmnpqrstvwxz2456789"

/** A name that begins with what a caller asked for. */
export const generatedName = (random: Random, prefix: string): string => prefix + take(random, unambiguous, 5)

export const accessErrorId = (random: Random): string => `ACE${take(random, "0123456789", 10)}`

export const serviceAccountKey = (random: Random): string =>
  `glsa_${take(random, alphanumeric, 32)}_${take(random, hex, 8)}`

/** Whether a key has the form that Grafana gives its tokens. */
export const isServiceAccountKey = (key: string): boolean => /^glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}$/.test(key)

export const longKey = (random: Random, length: number): string => take(random, alphanumeric, length)

/** Grafana's rule for the uids that a caller may choose. */
export const isValidUid = (uid: string): boolean => /^[a-zA-Z0-9\-_]*$/.test(uid)

export const maxUidLength = 40
