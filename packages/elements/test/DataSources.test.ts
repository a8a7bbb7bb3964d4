import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as DataSourceHealth from "../src/DataSourceHealth.js"
import * as DataSources from "../src/DataSources.js"
import { clientOf } from "./support/lossy.js"
import { scripted, settled } from "./support/scripted.js"

const dataSource = (changes: Partial<DataSources.DataSource> = {}): DataSources.DataSource => ({
  id: 11,
  uid: "ds-one",
  orgId: 1,
  name: "one",
  type: "prometheus",
  typeLogoUrl: "public/plugins/prometheus/img/prometheus_logo.svg",
  access: "proxy",
  url: "http://prometheus:9090",
  user: "",
  database: "",
  basicAuth: true,
  basicAuthUser: "u",
  withCredentials: false,
  isDefault: false,
  jsonData: { httpMethod: "POST", timeInterval: "1m" },
  secureJsonFields: { basicAuthPassword: true },
  version: 1,
  readOnly: false,
  apiVersion: "",
  ...changes
})
const found = (changes?: Partial<DataSources.DataSource>) => [200, dataSource(changes)] as const
const saved = (message: string, changes?: Partial<DataSources.DataSource>) =>
  [200, { datasource: dataSource(changes), id: 11, name: "one", message }] as const
const missing = [404, { message: "Data source not found" }] as const

const fields = {
  uid: "ds-one",
  name: "one",
  type: "prometheus",
  access: "proxy",
  url: "http://prometheus:9090",
  basicAuth: true,
  basicAuthUser: "u",
  jsonData: { timeInterval: "1m", httpMethod: "POST" },
  secureJsonData: { basicAuthPassword: Redacted.make("CANARY") }
} as const

describe("a create whose outcome is unknown", () => {
  it.effect("is done where the data source stands there as sent, with its secrets' names", () => {
    const grafana = scripted("lost", found())
    return Effect.gen(function* () {
      const answer = yield* settled(DataSources.create(fields))
      expect(answer).toEqual({ id: 11, name: "one", message: "Datasource added", datasource: dataSource() })
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is sent again where nothing stands there", () => {
    const grafana = scripted("lost", missing, saved("Datasource added"))
    return Effect.gen(function* () {
      yield* settled(DataSources.create(fields))
      expect(grafana.asked).toEqual([
        "POST /api/datasources",
        "GET /api/datasources/uid/ds-one",
        "POST /api/datasources"
      ])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect.each<{ what: string; changes: Partial<DataSources.DataSource> }>([
    { what: "another name", changes: { name: "two" } },
    { what: "another url", changes: { url: "http://elsewhere" } },
    { what: "other options", changes: { jsonData: {} } },
    { what: "no secret", changes: { secureJsonFields: {} } },
    { what: "a later version", changes: { version: 2 } }
  ])("fails where a data source with $what stands there", ({ changes }) => {
    const grafana = scripted("lost", found(changes))
    return Effect.gen(function* () {
      expect((yield* Effect.flip(settled(DataSources.create(fields))))._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is neither looked for nor sent again without a uid of one's own", () => {
    const { uid: _, ...unkeyed } = fields
    const grafana = scripted("lost")
    return Effect.gen(function* () {
      expect((yield* Effect.flip(settled(DataSources.create(unkeyed))))._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })
})

describe("an update", () => {
  it.effect(
    "with a version is done where the version has moved by one and the data source is as sent",
    () => {
      const grafana = scripted("lost", found({ version: 4 }))
      return Effect.gen(function* () {
        const answer = yield* settled(DataSources.update({ currentUid: "ds-one", ...fields, version: 3 }))
        expect(answer.datasource.version).toBe(4)
      }).pipe(Effect.provide(grafana.layer))
    }
  )

  it.effect("with a version fails where somebody else has changed the data source", () => {
    const grafana = scripted("lost", found({ version: 4, name: "two" }))
    return Effect.gen(function* () {
      const update = settled(DataSources.update({ currentUid: "ds-one", ...fields, version: 3 }))
      expect((yield* Effect.flip(update))._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("without a version is sent again, for it does the same once more", () => {
    const grafana = scripted("lost", found(), saved("Datasource updated"))
    return Effect.gen(function* () {
      yield* settled(DataSources.update({ currentUid: "ds-one", ...fields }))
      expect(grafana.asked).toHaveLength(3)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("that gives a new uid is not looked for under it", () => {
    const grafana = scripted("lost")
    return Effect.gen(function* () {
      const renamed = DataSources.update({ currentUid: "ds-old", ...fields, version: 3 })
      expect((yield* Effect.flip(settled(renamed)))._tag).toBe("TransportError")
      expect(grafana.asked).toEqual(["PUT /api/datasources/uid/ds-old"])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("sends the new uid in its body and the secrets in clear", () => {
    let sent: unknown
    const client = clientOf(({ body, path }) => {
      sent = { path, ...JSON.parse(String(body)) }
      return { status: 200, body: saved("Datasource updated")[1] }
    })
    return Effect.gen(function* () {
      yield* DataSources.update({ currentUid: "ds-old", ...fields })
      expect(sent).toEqual({
        path: "/api/datasources/uid/ds-old",
        ...fields,
        secureJsonData: { basicAuthPassword: "CANARY" }
      })
    }).pipe(Effect.provide(client))
  })
})

it.effect("a data source of provisioning files is told apart from one that is forbidden", () => {
  const grafana = scripted(
    [403, { message: "Cannot delete read-only data source" }],
    [403, { message: "You'll need additional permissions to perform this action." }]
  )
  return Effect.gen(function* () {
    expect((yield* Effect.flip(DataSources.remove({ uid: "ds-one" })))._tag).toBe("ReadOnly")
    expect((yield* Effect.flip(DataSources.remove({ uid: "ds-one" })))._tag).toBe("Forbidden")
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a delete that is repeated and meets a 404 has done its work", () => {
  const grafana = scripted("lost", missing)
  return Effect.gen(function* () {
    expect(yield* settled(DataSources.removeByName({ name: "one" }))).toEqual({
      message: "Data source deleted"
    })
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("find asks by the identifier that is given", () => {
  const grafana = scripted(found(), found(), found())
  return Effect.gen(function* () {
    yield* DataSources.find({ uid: "ds-one" })
    yield* DataSources.find({ name: "a/b" })
    yield* DataSources.find({ id: 11 })
    expect(grafana.asked).toEqual([
      "GET /api/datasources/uid/ds-one",
      "GET /api/datasources/name/a%2Fb",
      "GET /api/datasources/11"
    ])
  }).pipe(Effect.provide(grafana.layer))
})

describe("a health check", () => {
  const check = DataSourceHealth.check({ uid: "ds-one" })

  it.effect("gives an unhealthy data source as a result", () => {
    const grafana = scripted([400, { status: "ERROR", message: "connection refused" }])
    return Effect.gen(function* () {
      expect(yield* check).toEqual({ status: "ERROR", message: "connection refused" })
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("fails where the check itself is refused, with the same status", () => {
    const grafana = scripted([400, { message: "UID is invalid" }])
    return Effect.gen(function* () {
      expect((yield* Effect.flip(check))._tag).toBe("BadRequest")
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("tells a plugin that has none", () => {
    const grafana = scripted([404, { messageId: "plugin.notImplemented", message: "Method not implemented" }])
    return Effect.gen(function* () {
      expect((yield* Effect.flip(check))._tag).toBe("NotImplemented")
    }).pipe(Effect.provide(grafana.layer))
  })
})
