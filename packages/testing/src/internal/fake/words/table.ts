/** Rows found by id and by uid, in the order in which they were added, with sorted views that are kept until a write. */
export class Table<Row extends { readonly id: number; readonly uid: string }> {
  private readonly uids = new Map<string, Row>()
  private readonly ids = new Map<number, Row>()
  private readonly views = new Map<string, ReadonlyArray<Row>>()

  get size(): number {
    return this.ids.size
  }

  get(uid: string): Row | undefined {
    return this.uids.get(uid)
  }

  byId(id: number): Row | undefined {
    return this.ids.get(id)
  }

  /** By id where the text is a number, else by uid. */
  byIdOrUid(idOrUid: string): Row | undefined {
    return (/^\d+$/.test(idOrUid) ? this.ids.get(Number(idOrUid)) : undefined) ?? this.uids.get(idOrUid)
  }

  values(): IterableIterator<Row> {
    return this.ids.values()
  }

  add(row: Row): void {
    this.uids.set(row.uid, row)
    this.ids.set(row.id, row)
    this.views.clear()
  }

  remove(row: Row): void {
    this.uids.delete(row.uid)
    this.ids.delete(row.id)
    this.views.clear()
  }

  /** Puts a row in the place of another one with the same id. */
  replace(row: Row, by: Row): void {
    this.uids.delete(row.uid)
    this.uids.set(by.uid, by)
    this.ids.set(by.id, by)
    this.views.clear()
  }

  /** Call after a field was changed that a sorted view may depend on. */
  touch(): void {
    this.views.clear()
  }

  /** The rows in the order of `compare`, which `name` stands for: same name, same order. */
  sorted(name: string, compare: (left: Row, right: Row) => number): ReadonlyArray<Row> {
    let view = this.views.get(name)
    if (view === undefined) {
      view = [...this.ids.values()].sort(compare)
      this.views.set(name, view)
    }
    return view
  }
}

/** Order of bytes, as SQLite compares text. */
export const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** Numbered pages of a list: `page` counts from 1, and a size of 0 or less means `fallback`. */
export const pageOf = <A>(
  rows: ReadonlyArray<A>,
  page: number,
  size: number,
  fallback = 1000
): { readonly rows: ReadonlyArray<A>; readonly page: number; readonly size: number } => {
  const number = page < 1 ? 1 : page
  const length = size < 1 ? fallback : size
  return { rows: rows.slice((number - 1) * length, number * length), page: number, size: length }
}
