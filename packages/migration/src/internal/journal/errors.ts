/** What can be wrong with a journal. */
import * as Data from "effect/Data"

/** The journal could not be written or read: the disk is full, say. Nothing is written to a Grafana without it. */
export class JournalFailed extends Data.TaggedError("JournalFailed")<{
  readonly journal: string
  readonly problem: string
}> {
  override get message(): string {
    return `${this.journal}: ${this.problem}`
  }
}

/** Another run has the journal. */
export class JournalLocked extends Data.TaggedError("JournalLocked")<{
  readonly journal: string
  readonly holder: string
}> {
  override get message(): string {
    return `${this.journal} belongs to another run (${this.holder}); if that is gone, remove ${this.journal}.lock`
  }
}

/** The file is no journal, or one of another format, or it was changed. */
export class JournalDamaged extends Data.TaggedError("JournalDamaged")<{
  readonly journal: string
  readonly problem: string
}> {
  override get message(): string {
    return `${this.journal} ${this.problem}`
  }
}

/** There is a journal already: go on with it, or name another file. */
export class JournalExists extends Data.TaggedError("JournalExists")<{ readonly journal: string }> {
  override get message(): string {
    return `${this.journal} is there already: go on with it, or name another file`
  }
}
