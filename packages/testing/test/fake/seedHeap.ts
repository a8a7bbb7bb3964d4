/** Seeds 100,000 dashboards in a process of its own, reads some, and tells its heap. Run by `seeding.test.ts`. */
import * as Effect from "effect/Effect"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import { instanceOf } from "../../src/internal/fake/seed/instance.js"

const fake = Effect.runSync(FakeGrafana.make())

const heap = (): number => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1e6
}

const get = (url: string): void => {
  const authorization = `Basic ${Buffer.from("admin:admin").toString("base64")}`
  const { body, status } = fake.handle({ method: "GET", url, headers: { authorization }, body: undefined })
  if (status !== 200) throw new Error(`${url}: ${status} ${body}`)
}

const empty = heap()
fake.seed(instanceOf(100_000))
const seeded = heap()
for (let page = 1; page <= 20; page++) {
  get(`/api/search?type=dash-db&limit=5000&page=${page}`)
}
get("/apis/dashboard.grafana.app/v1beta1/namespaces/default/dashboards?limit=500")
process.send?.({ empty, seeded, read: heap() })
