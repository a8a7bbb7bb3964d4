/** One HTTP request as it stands on the wire: the URL is path and query, still percent-encoded. */
export interface FakeRequest {
  readonly method: string
  readonly url: string
  /** Header names are lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** One HTTP answer. `HEAD`, 204 and 304 have an empty body. */
export interface FakeResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const plainJson: FakeResponse["headers"] = { "content-type": "application/json" }
const utf8Json: FakeResponse["headers"] = { "content-type": "application/json; charset=UTF-8" }
const noHeaders: FakeResponse["headers"] = {}

export const json = (status: number, value: unknown): FakeResponse => ({
  status,
  headers: plainJson,
  body: JSON.stringify(value)
})

/** Grafana's middleware, unlike its handlers, names the charset and ends the body with a newline. */
export const middlewareJson = (status: number, value: unknown): FakeResponse => ({
  status,
  headers: utf8Json,
  body: JSON.stringify(value) + "\n"
})

/** An error of the older handlers, which have no place for a trace but the body. */
export const jsonApiError = (status: number, text: string): FakeResponse =>
  middlewareJson(status, { message: text, traceID: "" })

export const ok = (value: unknown): FakeResponse => json(200, value)

export const message = (status: number, text: string): FakeResponse => json(status, { message: text })

/** The body of an error that has a message id. */
export const publicError = (
  status: number,
  messageId: string,
  text: string,
  extra?: Readonly<Record<string, unknown>>
): FakeResponse =>
  json(status, { statusCode: status, messageId, message: text, ...(extra === undefined ? {} : { extra }) })

export const text = (
  status: number,
  body: string,
  contentType = "text/plain; charset=utf-8"
): FakeResponse => ({
  status,
  headers: { "content-type": contentType },
  body
})

export const empty = (status: number): FakeResponse => ({ status, headers: noHeaders, body: "" })

export const redirect = (location: string): FakeResponse => ({
  status: 302,
  headers: { "content-type": "text/html; charset=utf-8", location },
  body: `<a href="${location.replaceAll("&", "&amp;")}">Found</a>.\n\n`
})

export const unauthorized = (messageId = "auth.unauthorized", text = "Unauthorized"): FakeResponse =>
  middlewareJson(401, { extra: null, message: text, messageId, statusCode: 401, traceID: "" })

export const routeNotFound: FakeResponse = middlewareJson(404, { message: "Not found" })

export const badRequestData: FakeResponse = message(400, "bad request data")
