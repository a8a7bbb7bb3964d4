/** What a journal says of each action. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { type Ended, type Journal, type JournalFailed, type Place, placeOf } from "../../Journal.js"

export interface State {
  /** Organizations that were made, by their position in the plan. */
  readonly entered: Map<number, number>
  /** Actions of which a write was begun, and how they ended if they did. */
  readonly actions: Map<string, Omit<Ended, "_tag"> | undefined>
}

export const read = ({ records }: Journal): Effect.Effect<State, JournalFailed> =>
  Effect.gen(function* () {
    const state: State = { entered: new Map(), actions: new Map() }
    yield* Stream.runForEach(records, (record) =>
      Effect.sync(() => {
        switch (record._tag) {
          case "Entered":
            return state.entered.set(record.organization, record.id)
          case "Begun":
            return state.actions.set(placeOf(record), undefined)
          case "Ended":
            return state.actions.set(placeOf(record), record)
          case "Undone":
            if (record.outcome === "removed" || record.outcome === "restored")
              state.actions.delete(placeOf(record))
            return
        }
      })
    )
    return state
  })

/** Whether a write was begun of which nothing says how it went. */
export const isInDoubt = ({ actions }: State, place: Place): boolean => {
  const ended = actions.get(placeOf(place))
  return actions.has(placeOf(place)) && (ended === undefined || ended.outcome === "unknown")
}
