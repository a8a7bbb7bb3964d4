import { isObject } from "../bind.js"
import { callUpstream } from "../sources/dataSourceCalls.js"
import { parseJson } from "../words/goJson.js"
import { json, message, type FakeResponse } from "../message.js"
import type { DataSource } from "../model.js"
import { param, type Context } from "../route.js"

const noSource = message(404, "data source not found")
const expected = "loki, prometheus, amazon prometheus, azure prometheus"

/** Data sources that rules can be read from, and whether they are of Prometheus' kind. */
const kinds: Readonly<Record<string, "loki" | "prometheus">> = {
  loki: "loki",
  prometheus: "prometheus",
  "grafana-amazonprometheus-datasource": "prometheus",
  "grafana-azureprometheus-datasource": "prometheus"
}

export interface RuleSource {
  readonly source: DataSource
  readonly kind: "loki" | "prometheus"
}

/** The data source that the path names, or why it has no rules. */
export const ruleSource = (context: Context): RuleSource | FakeResponse => {
  const source = context.org.dataSources.get(param(context, "source"))
  if (source === undefined) return noSource
  const kind = Object.hasOwn(kinds, source.type) ? kinds[source.type] : undefined
  if (kind === undefined)
    return message(400, `unexpected datasource type '${source.type}', expected ${expected}`)
  return source.url === "" ? message(500, "URL for this data source is empty") : { source, kind }
}

/** An error of the server behind a data source, in its own words as far as these can be shown. */
const failed = ({ body, headers, status }: FakeResponse): FakeResponse => {
  const type = headers["content-type"] ?? ""
  const parsed = type.startsWith("application/json") ? parseJson(body) : undefined
  const said =
    parsed !== undefined && "value" in parsed && isObject(parsed.value) ? parsed.value["message"] : undefined
  const words = typeof said === "string" ? said : type.startsWith("text/html") ? "redacted html" : body
  return words === "" ? json(status, {}) : message(status, words)
}

/** Asks the server behind a data source; `show` makes Grafana's answer of a success. */
export const proxied = (
  context: Context,
  source: DataSource,
  call: { readonly method: string; readonly url: string; readonly body?: string | undefined },
  show: (answer: FakeResponse) => FakeResponse
): FakeResponse => {
  const answer = callUpstream(context, source, call)
  // Grafana has no words for a server that does not answer (12.3.0).
  if (answer === undefined) return json(502, {})
  return answer.status >= 400 ? failed(answer) : show(answer)
}

/** The JSON of an answer, remade by `remake`. */
export const asJson =
  (remake: (value: unknown) => unknown) =>
  ({ body, headers, status }: FakeResponse): FakeResponse => {
    const type = headers["content-type"] ?? ""
    if (!type.includes("json")) {
      return message(500, `unexpected content type from upstream. expected JSON, got ${type}`)
    }
    const parsed = parseJson(body)
    return "error" in parsed ? message(500, parsed.error) : json(status, remake(parsed.value))
  }

/** The query of the request, as it was sent. */
export const searchOf = ({ request: { url } }: Context): string => {
  const mark = url.indexOf("?")
  return mark === -1 ? "" : url.slice(mark)
}
