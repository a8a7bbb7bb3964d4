import * as Either from "effect/Either"

export interface BaseUrl {
  readonly origin: string
  readonly prefix: string
}

/** Splits Grafana's address into origin and prefix, or says what is wrong with it, without quoting it. */
export const parseBaseUrl = (text: string): Either.Either<BaseUrl, string> => {
  if (text === "") return Either.left("is empty")
  // URL drops line breaks and trims: what it read would not be what was written.
  if (/[\s\p{Cc}]/u.test(text)) return Either.left("holds white space or a control character")
  if (!/^https?:\/\/[^/\\]/i.test(text)) return Either.left("is not an absolute http or https address")
  if (!URL.canParse(text)) return Either.left("is not a URL")
  const url = new URL(text)
  if (url.username !== "" || url.password !== "")
    return Either.left("holds a user name or password; give them to Auth.basic")
  if (/[?#]/.test(text)) return Either.left("holds a query or fragment; leave it out")
  const prefix = url.pathname.replace(/\/+$/, "")
  if (prefix.includes("//")) return Either.left("holds an empty path segment")
  if (prefix.endsWith("/api")) return Either.left("ends in /api, which every call adds; leave it out")
  return Either.right({ origin: url.origin, prefix })
}
