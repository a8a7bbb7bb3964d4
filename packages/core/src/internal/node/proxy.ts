import * as Effect from "effect/Effect"
import { type InvalidTransportOptions, invalid, revealed, type TransportOptions } from "./options.js"

/** One proxy; its URL without the credential, which stands in `token`. */
export interface Proxy {
  readonly uri: string
  readonly token: string | undefined
}

/** The proxy to reach an origin by, if any. */
export type ProxyOf = (origin: string) => Proxy | undefined

/** Reads the setting, and the environment where it says so. */
export const chosenProxy = (
  setting: TransportOptions["proxy"]
): Effect.Effect<ProxyOf, InvalidTransportOptions> => {
  const url = revealed(setting) ?? "environment"
  if (url === "none") return Effect.succeed(() => undefined)
  if (url !== "environment") return Effect.map(parse("proxy", url), (proxy) => () => proxy)
  return Effect.gen(function* () {
    const http = yield* fromEnvironment("http_proxy")
    const https = (yield* fromEnvironment("https_proxy")) ?? http
    const bypassed = bypass(variable("no_proxy") ?? "")
    return (origin) => {
      const target = new URL(origin)
      if (bypassed(target)) return undefined
      return target.protocol === "https:" ? https : http
    }
  })
}

/** Whether a host is reached directly, by a list such as `localhost,.example.com,10.0.0.1:3000`, or `*`. */
export const bypass = (list: string): ((target: URL) => boolean) => {
  const rules = list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((rule) => rule !== "")
    .map((rule) => {
      const [, host = rule, port] = /^(.*):(\d+)$/.exec(rule) ?? []
      return { host: host.replace(/^\*?\./, ""), port }
    })
  return ({ hostname, port, protocol }) => {
    const targetPort = port === "" ? (protocol === "https:" ? "443" : "80") : port
    return rules.some(
      (rule) =>
        (rule.port === undefined || rule.port === targetPort) &&
        (rule.host === "*" || hostname === rule.host || hostname.endsWith(`.${rule.host}`))
    )
  }
}

const variable = (name: string): string | undefined =>
  process.env[name] || process.env[name.toUpperCase()] || undefined

const fromEnvironment = (name: string): Effect.Effect<Proxy | undefined, InvalidTransportOptions> =>
  Effect.suspend(() => {
    const value = variable(name)
    return value === undefined ? Effect.succeed(undefined) : parse(name.toUpperCase(), value)
  })

/** The message never shows the value: it may hold a credential. */
const parse = (option: string, value: string): Effect.Effect<Proxy, InvalidTransportOptions> => {
  const text = value.includes("://") ? value : `http://${value}`
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    return invalid(option, "is not the http or https URL of a proxy")
  }
  return Effect.succeed({ uri: url.origin, token: token(url) })
}

const token = ({ password, username }: URL): string | undefined =>
  username === "" && password === ""
    ? undefined
    : `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64")}`
