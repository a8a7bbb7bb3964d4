/** What a server makes by itself, and so differs from one server to the next. */

const madeNames = new Set([
  "accessErrorId",
  "accessToken",
  "avatarUrl",
  "checksum",
  "code",
  "continue",
  "continueToken",
  "createdAt",
  "created",
  "date",
  "deleteKey",
  "deleteUrl",
  "externalUrl",
  "expiration",
  "fingerprint",
  "generation",
  "guid",
  "key",
  "lastSeenAt",
  "lastSeenAtAge",
  "resourceVersion",
  "secondsUntilExpiration",
  "seenAt",
  "time",
  "timeEnd",
  "token",
  "traceID",
  "traceId",
  "updated",
  "updatedAt",
  "x",
  "y"
])

const isMadeName = (name: string): boolean => madeNames.has(name) || /(^i|I)d$|ID$/.test(name)

/** Short uids, UUIDs, hashes and keys. */
const forms = [
  "[a-f][a-z][a-z0-9]{12}",
  "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
  "[0-9a-f]{16,64}",
  "[A-Za-z0-9]{30,44}"
].join("|")

const whole = new RegExp(`^(?:${forms})$`)
const inside = new RegExp(`(?<![A-Za-z0-9])(?:${forms})(?![A-Za-z0-9])`, "g")

/** Whether a string can be an identifier that a server has made. */
export const isMade = (value: string): boolean => whole.test(value)

const within: ReadonlyArray<readonly [RegExp, string]> = [
  [inside, "<made>"],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*/g, "<time>"],
  [/(?:127\.0\.0\.1|localhost):\d+/g, "<host>"],
  [/\b(id|ids|uid|orgId|version)([ :=]+)"?\d+"?/g, "$1$2<number>"]
]

const plainText = (text: string): string => within.reduce((kept, [form, by]) => kept.replace(form, by), text)

const sorted = (entries: ReadonlyArray<readonly [string, unknown]>) =>
  [...entries].sort(([one], [other]) => (one < other ? -1 : 1))

/** A body with sorted keys and a mark in the place of each value that a server makes; what is empty, zero or null stays. */
export const withoutMade = (value: unknown, name = ""): unknown => {
  if (value === null || value === "" || value === 0) return value
  if (Array.isArray(value)) return value.map((item) => withoutMade(item, name))
  if (typeof value === "object") {
    const entries = Object.entries(value).map(([key, item]) => [key, withoutMade(item, key)] as const)
    return Object.fromEntries(sorted(entries))
  }
  if (isMadeName(name)) return `<${typeof value}>`
  return typeof value === "string" ? plainText(value) : value
}
