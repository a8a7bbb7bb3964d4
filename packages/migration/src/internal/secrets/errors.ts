import * as Data from "effect/Data"

/** A file of secrets cannot be used. The error says nothing of what is in it. */
export class SecretsUnreadable extends Data.TaggedError("SecretsUnreadable")<{
  readonly file: string
  readonly problem: string
}> {
  override get message(): string {
    return `${this.file} ${this.problem}`
  }
}
