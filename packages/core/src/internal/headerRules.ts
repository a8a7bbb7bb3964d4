/** Which headers may be sent. A rule answers with what is wrong, or undefined; it never quotes a value. */
import * as Redacted from "effect/Redacted"

/** A secret as a program has it at hand; it leaves only in a request's headers. */
export type Secret = string | Redacted.Redacted<string>

export const reveal = (secret: Secret): string =>
  Redacted.isRedacted(secret) ? Redacted.value(secret) : secret

/** Headers that are not a program's to set. */
const owned: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /^(connection|content-length|expect|host|http2-settings|keep-alive|proxy-(authenticate|authorization|connection)|te|trailer|transfer-encoding|upgrade)$/i,
    "belongs to the connection"
  ],
  [/^(accept(-encoding)?|content-(encoding|type))$/i, "is set by the client"],
  [/^user-agent$/i, "is the option userAgent"],
  [/^x-grafana-org-id$/i, "is the option organization"]
]

export const cookieNameProblem = (name: string): string | undefined =>
  /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)
    ? undefined
    : "is empty or holds a character that names cannot have"

/** A name may be a secret given in the wrong place, so a malformed one is not quoted. */
export const nameProblem = (name: string): string | undefined => {
  const owner = owned.find(([names]) => names.test(name))
  return owner === undefined ? cookieNameProblem(name) : `is ${name}, which ${owner[1]}`
}

/** For headers beside the credential: that comes from Auth alone, so that one Auth can stand in for another. */
export const extraNameProblem = (name: string): string | undefined =>
  /^(authorization|cookie)$/i.test(name)
    ? `is ${name}, which is a credential; give it to Auth`
    : nameProblem(name)

export const usernameProblem = (username: string): string | undefined =>
  username.includes(":") ? "holds a colon, which ends a user name" : passwordProblem(username)

export const passwordProblem = (password: string): string | undefined => {
  if (password === "") return "is empty"
  return /\p{Cc}/u.test(password) ? "holds a line break or another control character" : undefined
}

export const valueProblem = (value: string): string | undefined => {
  if (value === "") return "is empty"
  if (/^\s|\s$/.test(value)) return "begins or ends with white space"
  // Clients disagree on how other characters travel, and Grafana has its own way: headers_encoded of the auth proxy.
  return /^[\t\x20-\x7e]*$/.test(value) ? undefined : "holds a control character or one outside of ASCII"
}

export const tokenProblem = (token: string): string | undefined => {
  if (/^bearer\s/i.test(token)) return "begins with Bearer; give the token alone"
  return /\s/.test(token) ? "holds white space" : valueProblem(token)
}

export const cookieProblem = (value: string): string | undefined =>
  /[\s",;\\]/.test(value) ? "holds a character that cookies cannot have" : valueProblem(value)
