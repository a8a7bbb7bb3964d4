/** The data in the page: what its script and what writes it agree on. */

/** One object. Lists of values take half the room of named ones. */
export type Row = readonly [
  /** Positions in the lists of {@link PageData}. */
  status: number,
  organization: number,
  kind: number,
  title: string,
  key: string,
  /** What the plan said, and why. */
  change: string,
  planned: string,
  /** What the journal says beyond that. */
  reason: string,
  /** Epoch milliseconds; 0: nothing happened to it. */
  at: number,
  /** Milliseconds; -1: not known. */
  took: number,
  resent: number,
  targetKey: string,
  /** Where source and target differed when the plan was made. */
  differences: ReadonlyArray<string>
]

export interface PageData {
  readonly statuses: ReadonlyArray<{ readonly id: string; readonly word: string; readonly mark: string }>
  readonly kinds: ReadonlyArray<string>
  readonly organizations: ReadonlyArray<string>
  readonly rows: ReadonlyArray<Row>
}
