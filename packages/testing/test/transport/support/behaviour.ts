import type { Wire } from "../../../src/internal/faults/wire.js"

/** What the server does with one request: what a fault may do on a socket, and what goes beyond. */
export type Behaviour =
  | Wire
  | Whole
  /** The connection is reset when the headers have come. */
  | { readonly _tag: "Unread" }
  | { readonly _tag: "Slow"; readonly chunkMillis: number; readonly chunks: ReadonlyArray<string> }
  | { readonly _tag: "Raw"; readonly text: string }

/** A whole response, its bytes as told. */
export interface Whole {
  readonly _tag: "Whole"
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  /** Whether the connection is closed right after, without having said so. */
  readonly closes: boolean
}

/** What an answer may say; 200, no headers and `{}` unless told. */
export interface AnswerOptions {
  readonly status?: number | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: string | Uint8Array | undefined
}

/** Answers as told. */
export const answer = ({ body = "{}", headers = {}, status = 200 }: AnswerOptions = {}): Whole => ({
  _tag: "Whole",
  status,
  headers: { "content-type": "application/json", ...headers },
  body,
  closes: false
})

/** Resets the connection (RST) when the request's headers have come, its body unread. */
export const resetBeforeRead: Behaviour = { _tag: "Unread" }

/** Reads the whole request, then resets the connection: what a write met is unknown. */
export const resetAfterRead: Behaviour = { _tag: "Reset" }

/** Reads the whole request and never answers. */
export const stallHeaders: Behaviour = { _tag: "Silence" }

const json = (body: string) =>
  ({ _tag: "Answer", status: 200, headers: { "content-type": "application/json" }, body }) as const

/** Answers with status 200, headers and the beginning of a body, and then nothing more. */
export const stallBody = ({ sent }: { readonly sent: string }): Behaviour => ({
  _tag: "Stall",
  answer: json(`${sent} `),
  sent
})

/** Declares a body of `declared` bytes, sends less and closes. */
export const truncate = (options: { readonly declared: number; readonly sent: string }): Behaviour => ({
  _tag: "Cut",
  answer: json(options.sent.padEnd(options.declared)),
  sent: options.sent
})

/** A success whose JSON breaks off. */
export const corruptJson: Behaviour = answer({ body: '{"uid":"x","title":' })

/** A page where JSON belongs, as a proxy or a login form answers. */
export const html = ({ status }: { readonly status: number }): Behaviour =>
  answer({
    status,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: "<!doctype html><title>Not Grafana</title>"
  })

/** A small gzip body that inflates to `bytes` zeros. */
export const gzipBomb = (options: { readonly bytes: number }): Behaviour => ({ _tag: "Bomb", ...options })

/** Sends elsewhere; 302 unless told. */
export const redirect = (options: { readonly location: string; readonly status?: number }): Behaviour =>
  answer({ status: options.status ?? 302, headers: { location: options.location }, body: "" })

/** Asks to come back later: `value` as Retry-After has it, seconds or a date. */
export const retryAfter = (options: { readonly status: number; readonly value: string }): Behaviour =>
  answer({ status: options.status, headers: { "retry-after": options.value } })

/** A body in pieces, `chunkMillis` apart; `{}` unless told. */
export const slow = (options: {
  readonly chunkMillis: number
  readonly chunks?: ReadonlyArray<string>
}): Behaviour => ({
  _tag: "Slow",
  chunkMillis: options.chunkMillis,
  chunks: options.chunks ?? ["{", "}"]
})

/** Answers, and closes the connection that the client believes to be kept. */
export const closeKeepAlive: Behaviour = { ...answer(), closes: true }

/** Answers in another protocol. */
export const notHttp: Behaviour = { _tag: "Raw", text: "SSH-2.0-OpenSSH_9.6\r\n" }

/** Answers with more headers than a client may take in: 1 MiB. */
export const hugeHeaders: Behaviour = answer({ headers: { "x-huge": "x".repeat(2 ** 20) } })
