import * as Live from "@effect-grafana/elements/Live"
import { bind, type JsonObject } from "../bind.js"
import { hasRole } from "../caller.js"
import { parseLines, type Line } from "../words/influxLines.js"
import { badRequestData, empty, message, middlewareJson, ok, text } from "../message.js"
import { param, route, type Handler, type Route } from "../route.js"
import { notBuilt } from "../unbuilt.js"

/** What was pushed to one channel. */
export interface LiveStream {
  readonly channel: string
  name: string
  fields: ReadonlyArray<JsonObject>
  /** When each push of the last minute came. */
  pushes: ReadonlyArray<number>
}

const field = (name: string, type: string, frame: string): JsonObject => ({
  name,
  type,
  typeInfo: { frame }
})

const walk = [
  field("Time", "time", "time.Time"),
  field("Value", "number", "float64"),
  field("Min", "number", "float64"),
  field("Max", "number", "float64")
]

const channel = (name: string, rate: number, frame: string, fields: ReadonlyArray<JsonObject>) => ({
  channel: name,
  minute_rate: rate,
  data: { schema: { name: frame, fields } }
})

/** The streams that test data has on every server. */
const testData = (
  [
    ["random-20Hz-stream", 1200],
    ["random-2s-stream", 30],
    ["random-flakey-stream", 150],
    ["random-labeled-stream", 250]
  ] as const
).map(([name, rate]) => channel(`plugin/testdata/${name}`, rate, "testdata", walk))

const list: Handler = ({ org, state }) => {
  const since = state.now() - 60_000
  const own = [...org.liveStreams.values()].map((stream) =>
    channel(stream.channel, stream.pushes.filter((at) => at > since).length, stream.name, stream.fields)
  )
  return ok({ channels: [...testData, ...own] })
}

const channelId = /^[^/]+\/[^/]+\/.+$/

const publish: Handler = ({ request }) => {
  const body = bind(request, { channel: "string", data: "any" })
  if (body === undefined) return badRequestData
  const { channel = "" } = body
  if (!channelId.test(channel)) return message(400, "invalid channel ID")
  if (channel.startsWith("grafana/broadcast/")) return ok({})
  return /^(grafana|watch|plugin|ds|stream)\//.test(channel)
    ? notBuilt(request.method, `${request.url} to ${channel}`)
    : message(500, "Internal Server Error")
}

/** Labels come as a column of their own, and all numbers are floating. */
const fieldsOf = ({ values }: Line): ReadonlyArray<JsonObject> => [
  field("labels", "string", "string"),
  field("time", "time", "time.Time"),
  ...values.map(([name, type]) => ({
    name,
    type,
    typeInfo: {
      frame: type === "number" ? "float64" : type === "boolean" ? "bool" : "string",
      nullable: true
    }
  }))
]

const push: Handler = (context) => {
  const { org, request, state } = context
  const format = context.query.get("gf_live_frame_format")
  if (format === "wide") return notBuilt(request.method, request.url)
  if (format !== "" && format !== "labels_column") return empty(400)
  const lines = parseLines(request.body ?? "")
  if (lines === undefined) return empty(500)
  const now = state.now()
  for (const line of lines) {
    const name = `stream/${param(context, "id")}/${line.measurement}`
    const pushes = [...(org.liveStreams.get(name)?.pushes ?? []).filter((at) => at > now - 60_000), now]
    org.liveStreams.set(name, { channel: name, name: line.measurement, fields: fieldsOf(line), pushes })
  }
  return empty(200)
}

const noInfo: Handler = () => message(404, "Info is not supported for this channel")

const denied = middlewareJson(403, { message: "Permission denied" })

/** These want a web socket. */
const noUpgrade = text(400, "Bad Request\n")
const adminSocket: Handler = ({ caller }) => (hasRole(caller, "Admin") ? noUpgrade : denied)

export const liveRoutes: ReadonlyArray<Route> = [
  route(Live.list, list),
  route(Live.publish, publish, { reads: true }),
  route(Live.push, push),
  route({ method: "GET", path: "/api/live/info/*" }, noInfo),
  route({ method: "GET", path: "/api/live/ws" }, () => noUpgrade),
  route({ method: "GET", path: "/api/live/push/{id}" }, adminSocket, { open: true }),
  route({ method: "GET", path: "/api/live/pipeline/push/*" }, adminSocket, { open: true })
]
