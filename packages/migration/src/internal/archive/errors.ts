/** What can be wrong with an archive. */
import * as Data from "effect/Data"

/** The directory has no manifest: nothing was archived there, or the run that did has not finished. */
export class ManifestMissing extends Data.TaggedError("ManifestMissing")<{ readonly directory: string }> {
  override get message(): string {
    return `${this.directory} has no manifest: it is no archive, or its export did not finish`
  }
}

/** The archive is of a format that this version does not know. */
export class FormatUnknown extends Data.TaggedError("FormatUnknown")<{
  readonly directory: string
  readonly format: unknown
}> {
  override get message(): string {
    return `${this.directory} is an archive of format ${JSON.stringify(this.format)}, which this version cannot read`
  }
}

/** The archive holds a kind of objects that this program does not know, and so would leave out. */
export class KindUnknown extends Data.TaggedError("KindUnknown")<{
  readonly directory: string
  readonly kind: string
}> {
  override get message(): string {
    return `${this.directory} holds ${this.kind}, a kind of objects that is not known here`
  }
}

/** The archive was asked for an object that it does not hold. */
export class NotInArchive extends Data.TaggedError("NotInArchive")<{
  readonly directory: string
  readonly kind: string
  readonly key: string
}> {
  override get message(): string {
    return `${this.kind} ${this.key} is not in ${this.directory}`
  }
}

/** A file is not what the archive says it is: cut short, changed, or no such object. */
export class Tampered extends Data.TaggedError("Tampered")<{
  readonly file: string
  readonly problem: string
}> {
  override get message(): string {
    return `${this.file} ${this.problem}`
  }
}

/** The manifest names two objects of one kind by one key. */
export class ObjectTwice extends Data.TaggedError("ObjectTwice")<{
  readonly kind: string
  readonly key: string
  readonly files: readonly [string, string]
}> {
  override get message(): string {
    return `two objects are ${this.kind} ${this.key}: ${this.files.join(" and ")}`
  }
}

/** A file of the archive is a link that leads out of its directory. */
export class OutsideArchive extends Data.TaggedError("OutsideArchive")<{
  readonly file: string
  readonly leadsTo: string
}> {
  override get message(): string {
    return `${this.file} leads out of the archive, to ${this.leadsTo}`
  }
}
