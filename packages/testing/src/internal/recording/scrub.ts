/** Takes secrets out of text and puts placeholders there: the same secret has the same one throughout. */
import * as Redacted from "effect/Redacted"
import type { Edit } from "./places.js"

/** A text that a program may have at hand in the open or not. */
export const plain = (text: string | Redacted.Redacted<string>): string =>
  Redacted.isRedacted(text) ? Redacted.value(text) : text

/** Takes secrets out of what is recorded. */
export interface Scrubber {
  /** Remembers the secrets of a request's headers, and what its server is called. */
  readonly know: (origin: string, secretHeaders: ReadonlyArray<readonly [string, string]>) => void
  /** Remembers the secrets of a text and leaves it as it is: they may stand elsewhere without being named. */
  readonly learn: Edit
  /** Replaces them. */
  readonly scrub: Edit
}

const placeholder = /^redacted-[A-Za-z]+-\d+$/

/** A text whose placeholders no longer tell one secret from another. */
export const unnumbered = (text: string): string => text.replace(/redacted-[A-Za-z]+-\d+/g, "redacted")

/** What tells nothing: no text, what Grafana has hidden itself, what was replaced already. */
const isHarmless = (text: string): boolean =>
  text === "" || /^(\[REDACTED\]|\*+|x+)$/.test(text) || placeholder.test(text)

/** Secrets that are known by their form, wherever they stand; the first group is left alone. */
const forms: ReadonlyArray<readonly [RegExp, string]> = [
  [/()\bgl(?:sa|c|pk)_\w{16,}/g, "token"],
  // API keys of Grafana before service accounts, and JSON web tokens.
  [/()\beyJrIjoi[\w+/=-]+/g, "token"],
  [/()\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, "token"],
  [/\b(Bearer |Basic )(?=[A-Za-z._~-]*[\d+/=])[\w+/=.~-]{8,}/g, "credential"],
  [/(:\/\/)[^\s/?#@"'<>]+(?=@)/g, "userinfo"],
  [/([?&][\w-]*(?:password|secret|api_?key|access_?token|auth_?token|signature)=)[^&\s"'#]+/gi, "query"],
  [/()-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?-----END [A-Z ]*PRIVATE KEY-----/g, "key"]
]

/** A shorter one is replaced only where it is named a secret: `admin` is a word of its own. */
const shortest = 8

/** Whose further spellings a text may hold: in a URL, and in JSON within a string. */
const spellings = (secret: string): ReadonlyArray<string> => [
  ...new Set([
    secret,
    encodeURIComponent(Buffer.from(secret).toString()),
    JSON.stringify(secret).slice(1, -1)
  ])
]

/** `hide`: texts that are replaced wherever they stand. */
export const makeScrubber = (hide: ReadonlyArray<string>): Scrubber => {
  const placeholders = new Map<string, string>()
  // The longest first: one secret may hold another.
  let needles: ReadonlyArray<readonly [string, string]> = []

  const replace = (needle: string, by: string): void => {
    needles = [...needles, ...spellings(needle).map((text) => [text, by] as const)].sort(
      ([one], [other]) => other.length - one.length
    )
  }

  const placeholderOf = (secret: string, name: string, least = shortest): string => {
    const known = placeholders.get(secret)
    if (known !== undefined) return known
    const made = `redacted-${name.replace(/[^A-Za-z]/g, "") || "secret"}-${placeholders.size + 1}`
    placeholders.set(secret, made)
    if (secret.length >= least) replace(secret, made)
    return made
  }

  for (const text of hide) if (text !== "") placeholderOf(text, "hidden", 1)

  const hosts = new Set<string>()
  const knowHost = (origin: string): void => {
    if (hosts.has(origin)) return
    hosts.add(origin)
    for (const [needle, by] of hostNames(origin)) replace(needle, by)
  }

  const byForm = (text: string): string =>
    forms.reduce(
      (before, [form, name]) =>
        before.replace(form, (found: string, head: string) => {
          const secret = found.slice(head.length)
          return isHarmless(secret) ? found : head + placeholderOf(secret, name)
        }),
      text
    )

  const known = (text: string): string =>
    needles.reduce((before, [needle, by]) => before.replaceAll(needle, by), text)

  return {
    know: (origin, headers) => {
      knowHost(origin)
      for (const [name, value] of headers) {
        for (const secret of partsOf(name, value))
          if (!isHarmless(secret)) placeholderOf(secret, "credential")
      }
    },
    learn: (text, secret) => {
      if (secret !== undefined && !isHarmless(text)) placeholderOf(text, secret)
      byForm(text)
      return text
    },
    scrub: (text, secret) =>
      secret === undefined || isHarmless(text) ? byForm(known(text)) : placeholderOf(text, secret)
  }
}

/** What stands for a server's names: `localhost` without a port is nobody's. */
const hostNames = (origin: string): ReadonlyArray<readonly [string, string]> => {
  const { host, hostname } = new URL(origin)
  const names = [host, hostname].filter((name) => /[.:]/.test(name))
  return [
    [origin, "https://grafana.example.com"],
    ...[...new Set(names)].map((name) => [name, "grafana.example.com"] as const)
  ]
}

/** The secrets of a header: of a cookie each value, of Basic the password too. */
const partsOf = (name: string, value: string): ReadonlyArray<string> => {
  if (name === "cookie") return value.split(/;\s*/).map((cookie) => cookie.slice(cookie.indexOf("=") + 1))
  const blob = value.slice(value.indexOf(" ") + 1)
  if (!/^basic /i.test(value)) return [value, blob]
  const user = new TextDecoder().decode(Buffer.from(blob, "base64"))
  return [value, blob, user, user.slice(user.indexOf(":") + 1)]
}
