/** Reads of a folder from the fake in this process: by its handler alone, and through the whole client. */
import * as Folders from "@effect-grafana/elements/Folders"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Effect from "effect/Effect"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { measure, type Candidate, type Result } from "./measure.js"

const uid = "bench"

const prepared = () => {
  const runtime = ManagedRuntime.make(FakeGrafana.layer())
  const create = Folders.create({ uid, title: "Bench" })
  return { runtime, fake: runtime.runSync(Effect.zipLeft(FakeGrafana.FakeGrafana, create)) }
}

const request: FakeGrafana.FakeRequest = {
  method: "GET",
  url: `/api/folders/${uid}`,
  headers: { authorization: `Basic ${Buffer.from("admin:admin").toString("base64")}` },
  body: undefined
}

const handlerAlone = (): Candidate => {
  const { fake } = prepared()
  return {
    name: "the handler alone",
    run: async (operations) => {
      for (let i = 0; i < operations; i++) fake.handle(request)
    }
  }
}

const wholeClient = (): Candidate => {
  const { runtime } = prepared()
  return {
    name: "through the client",
    run: (operations) => {
      let left = operations
      const body = () => Folders.get({ uid })
      return runtime.runPromise(Effect.whileLoop({ while: () => left-- > 0, body, step: () => undefined }))
    }
  }
}

export const candidates = (): ReadonlyArray<() => Candidate> => [handlerAlone, wholeClient]

export const fake = (rounds: number): Promise<ReadonlyArray<Result>> =>
  measure("fake", ["the handler alone", "through the client"], "", {
    rounds,
    operations: 50_000,
    warmup: 50_000
  })
