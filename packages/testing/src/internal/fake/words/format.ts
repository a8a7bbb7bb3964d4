import { createHash } from "node:crypto"
import { isObject, type JsonObject } from "../bind.js"

/** `2026-11-22T05:53:13Z`: most times are cut to seconds. */
export const seconds = (millis: number): string => new Date(millis).toISOString().slice(0, 19) + "Z"

/** Library elements answer a write with nanoseconds. */
export const nanoseconds = (millis: number): string => new Date(millis).toISOString().slice(0, 23) + "000001Z"

/** Go's zero time: never. */
export const never = "0001-01-01T00:00:00Z"

const ages: ReadonlyArray<readonly [number, string, string]> = [
  [31_536_000, "year", "years"],
  [2_592_000, "month", "months"],
  [86_400, "day", "days"],
  [3_600, "hour", "hours"],
  [60, "minute", "minutes"]
]

/** How long ago, in the words of the users list. */
export const age = (then: number, now: number): string => {
  const elapsed = Math.floor((now - then) / 1000)
  for (const [unit, one, many] of ages) {
    const count = Math.floor(elapsed / unit)
    if (count > 0) return `${count} ${count === 1 ? one : many}`
  }
  return "< 1 minute"
}

/** Keeps what a slow function gave for its last few thousand texts. */
const remembered = (make: (text: string) => string): ((text: string) => string) => {
  const known = new Map<string, string>()
  return (text) => {
    let made = known.get(text)
    if (made === undefined) {
      made = make(text)
      if (known.size > 10_000) known.clear()
      known.set(text, made)
    }
    return made
  }
}

const md5 = (value: string): string => createHash("md5").update(value).digest("hex")

/** The path of an avatar, which Grafana derives from an e-mail address. */
export const avatarUrl = remembered((email) =>
  email === "" ? "" : `/avatar/${md5(email.trim().toLowerCase())}`
)

/** A team without an e-mail address has the avatar of its name. */
export const teamAvatarUrl = (email: string, name: string): string =>
  avatarUrl(email === "" ? `${name.replace(/[^a-zA-Z0-9]/g, "")}@localhost` : email)

const omitted = new Set(" ,\"'\n\r\x00?.()-_[]/\\!{}%")
const replaced: Readonly<Record<string, string>> = {
  "&": "and",
  "@": "at",
  "©": "c",
  "®": "r",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o"
}

const plain = (char: string): boolean => (char >= "a" && char <= "z") || (char >= "0" && char <= "9")

/** A letter without its accent, or a word for a sign; `undefined` where there is neither. */
const spelled = (char: string): string | undefined => {
  if (plain(char)) return char
  const base = char.normalize("NFD").charAt(0)
  return replaced[char] ?? (plain(base) ? base : undefined)
}

/** The part of a URL that comes from a title. What has no spelling in ASCII stands as the hex of its UTF-8 bytes. */
export const slugify = remembered((title) => {
  let out = ""
  let gap = false
  for (const char of title.trim().toLowerCase()) {
    if (omitted.has(char)) {
      gap = true
      continue
    }
    const known = spelled(char)
    out += (gap ? "-" : "") + (known ?? Buffer.from(char).toString("hex"))
    gap = known === undefined
  }
  const slug = out.replace(/^-+|-+$/g, "")
  return slug === "" || slug.length > 50 ? createHash("sha1").update(slug).digest("hex").slice(0, 7) : slug
})

/** Go writes the keys of a map in order, so every document that Grafana keeps as a map comes back sorted. */
export const sortKeys = (value: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sortInside(value[key])])
  )

const sortInside = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(sortInside) : isObject(value) ? sortKeys(value) : value
