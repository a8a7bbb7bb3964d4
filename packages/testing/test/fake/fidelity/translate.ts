import { isMade } from "./made.js"

/**
 * What the fake calls the things that the recorded server called otherwise: learnt from the two answers to one
 * request, and put into later requests. Numbers need none: both count alike.
 */
export class Translation {
  private readonly names = new Map<string, string>()

  /** Walks both bodies at once, and notes where a server has made a name. */
  learn(recorded: unknown, given: unknown): void {
    if (typeof recorded === "string" && typeof given === "string") {
      if (recorded !== given && isMade(recorded) && isMade(given)) this.names.set(recorded, given)
    } else if (typeof recorded === "object" && recorded !== null && typeof given === "object") {
      const there: Readonly<Record<string, unknown>> = { ...given }
      for (const [name, value] of Object.entries(recorded)) this.learn(value, there[name])
    }
  }

  text(text: string): string {
    let out = text
    for (const [from, to] of this.names) out = out.replaceAll(from, to)
    return out
  }
}
