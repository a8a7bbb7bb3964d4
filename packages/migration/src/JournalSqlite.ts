/**
 * Journals in SQLite: for a run whose journal other programs are to query while it goes on. It is what a journal in a
 * file is, with the same promises. Needs the package `libsql`.
 *
 * The tables: `journal` with the `plan` as JSON; `records` with a row for each record in order, its `tag`,
 * `organization` and `action`, and the `record` as JSON.
 */
export { SqliteMissing } from "./internal/journal/database.js"
export { create, open } from "./internal/journal/sqlite.js"
