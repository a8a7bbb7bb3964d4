import * as Effect from "effect/Effect"
import type { Answer, Contract } from "../Endpoint.js"
import { InvalidInput } from "../GrafanaError.js"
import type { Client } from "./client.js"
import { standard } from "../Check.js"
import { codecsOf } from "./codec.js"
import { Refused } from "./refused.js"

export const stubClient = (answers: ReadonlyArray<Answer>): Client => {
  const handlers = new Map(answers.map(({ handler, operation }) => [operation, handler]))
  const answerTo = (contract: Contract, input: unknown): Effect.Effect<unknown, unknown> => {
    const handler = handlers.get(contract.operation)
    if (handler === undefined) return Effect.dieMessage(`${contract.operation} is called but has no stub`)
    const prepared = codecsOf(standard)(contract).prepare(input)
    return prepared instanceof Refused
      ? Effect.fail(new InvalidInput({ operation: contract.operation, message: prepared.message }))
      : // Sound: `answer` took the handler together with the endpoint whose input this is.
        handler(input as never)
  }
  // Sound: by `answer` each handler's value and failure are those of the endpoint that it answers for.
  return {
    call: answerTo,
    respond: (contract: Contract, input: unknown) =>
      Effect.map(answerTo(contract, input), (value) => ({
        value,
        status: 200,
        headers: {},
        text: JSON.stringify(value) ?? ""
      }))
  } as Client
}
