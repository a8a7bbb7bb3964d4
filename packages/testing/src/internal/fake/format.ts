import { createHash } from "node:crypto"
import { isObject } from "./bind.js"

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

const avatars = new Map<string, string>()

const md5 = (value: string): string => createHash("md5").update(value).digest("hex")

/** The path of an avatar, which Grafana derives from an e-mail address. */
export const avatarUrl = (email: string): string => {
  const known = avatars.get(email)
  if (known !== undefined) return known
  const url = email === "" ? "" : `/avatar/${md5(email.trim().toLowerCase())}`
  if (avatars.size > 10_000) avatars.clear()
  avatars.set(email, url)
  return url
}

/** A team without an e-mail address has the avatar of its name. */
export const teamAvatarUrl = (email: string, name: string): string =>
  avatarUrl(email === "" ? `${name.replace(/[^a-zA-Z0-9]/g, "")}@localhost` : email)

/** The part of a dashboard's URL that comes from its title. */
export const slugify = (title: string): string => {
  let out = ""
  let gap = false
  for (const char of title.trim().toLowerCase()) {
    if ((char >= "a" && char <= "z") || (char >= "0" && char <= "9")) {
      if (gap) out += "-"
      out += char
      gap = false
    } else if (isOmitted(char)) {
      gap = true
    } else {
      if (gap) out += "-"
      out += replacements[char] ?? Buffer.from(char).toString("hex")
      gap = replacements[char] === undefined
    }
  }
  const slug = out.replace(/^-+|-+$/g, "")
  return slug === "" || slug.length > 50 ? createHash("sha1").update(slug).digest("hex").slice(0, 7) : slug
}

const omitted = " ,\"'\n\r\x00"
const isOmitted = (char: string): boolean => omitted.includes(char)
const replacements: Readonly<Record<string, string>> = {}

/** Go writes the keys of a map in order, so every document that Grafana keeps as a map comes back sorted. */
export const sortKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (!isObject(value)) return value
  const sorted: Record<string, unknown> = {}
  for (const key of Object.keys(value).sort()) sorted[key] = sortKeys(value[key])
  return sorted
}
