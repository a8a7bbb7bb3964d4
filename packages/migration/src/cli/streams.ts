/** Where a command writes, and whom it can ask. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"

export interface Size {
  readonly columns: number
  readonly rows: number
}

/** Where what is no result goes. */
export interface Screen {
  readonly write: (text: string) => Effect.Effect<void>
  /** How large a terminal is right now; undefined: it is none. */
  readonly size: Effect.Effect<Size | undefined>
  readonly colours: boolean
}

export interface Service {
  /** The result. */
  readonly out: (text: string) => Effect.Effect<void>
  /** Whether the result may have colours. */
  readonly colours: boolean
  readonly screen: Screen
  /** Asks for a yes; undefined where nobody is there. */
  readonly ask: ((question: string) => Effect.Effect<boolean>) | undefined
  /** How to go on, should the command end now: one line. */
  readonly goOn: Ref.Ref<string>
}

export class Streams extends Context.Tag("@effect-grafana/migration/cli/Streams")<Streams, Service>() {}

/** Sets how to go on from here. */
export const goingOn = (line: string): Effect.Effect<void, never, Streams> =>
  Effect.flatMap(Streams, ({ goOn }) => Ref.set(goOn, line))

/** Says something beside the result. */
export const say = (text: string): Effect.Effect<void, never, Streams> =>
  Effect.flatMap(Streams, ({ screen }) => screen.write(`${text}\n`))
