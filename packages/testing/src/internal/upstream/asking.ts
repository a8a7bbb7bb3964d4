import type { Service } from "../../FakeGrafana.js"
import type { FakeRequest, FakeResponse } from "../fake/message.js"
import type { Upstream } from "../fake/state.js"

/** A request to the server behind a data source. */
export type Call = Parameters<Upstream>[0]

/** Really makes such a request; `undefined` when nobody answers. */
export type Connect = (call: Call) => Promise<FakeResponse | undefined>

/**
 * Answers a request with what the servers behind data sources really say. The fake is asked as if nobody listened,
 * which changes nothing in it; what it wanted to know is fetched, and it is asked again.
 */
export const asking = async (
  fake: Service,
  connect: Connect,
  request: FakeRequest
): Promise<FakeResponse> => {
  const known = new Map<string, FakeResponse | undefined>()
  for (;;) {
    const wanted = new Map<string, Call>()
    const response = fake.handle(request, (call) => {
      const key = JSON.stringify(call)
      if (!known.has(key)) wanted.set(key, call)
      return known.get(key)
    })
    if (wanted.size === 0) return response
    for (const [key, call] of wanted) known.set(key, await connect(call))
  }
}
