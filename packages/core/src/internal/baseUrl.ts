import * as Either from "effect/Either"
import { invalid, type InvalidConfig } from "./invalidConfig.js"

export interface BaseUrl {
  readonly origin: string
  readonly prefix: string
}

/** Splits Grafana's address into origin and prefix, or says what is wrong with it, without quoting it. */
export const parseBaseUrl = (text: string): Either.Either<BaseUrl, InvalidConfig> => {
  if (text === "") return wrong("is empty")
  // URL drops line breaks and trims: what it read would not be what was written.
  if (/[\s\p{Cc}]/u.test(text)) return wrong("holds white space or a control character")
  if (!/^https?:\/\/[^/\\]/i.test(text)) return wrong("is not an absolute http or https address")
  if (!URL.canParse(text)) return wrong("is not a URL")
  const { origin, password, pathname, username } = new URL(text)
  if (username + password !== "") return wrong("holds a user name or password; give them to Auth.basic")
  if (/[?#]/.test(text)) return wrong("holds a query or fragment; leave it out")
  const prefix = pathname.replace(/\/+$/, "")
  if (prefix.includes("//")) return wrong("holds an empty path segment")
  if (prefix.endsWith("/api")) return wrong("ends in /api, which every call adds; leave it out")
  return Either.right({ origin, prefix })
}

const wrong = (problem: string) => invalid("url", problem)
