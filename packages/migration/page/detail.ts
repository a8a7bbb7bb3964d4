/** All that is known of one object. */
import type { PageData, Row } from "../src/internal/report/format.js"
import { byId, make } from "./dom.js"
import { reasonOf } from "./view.js"

export interface Detail {
  readonly isOpen: () => boolean
  readonly open: (row: Row) => void
  readonly close: () => void
}

export const detail = (data: PageData): Detail => {
  const aside = byId("detail")
  const close = (): void => {
    aside.hidden = true
  }
  return {
    isOpen: () => !aside.hidden,
    close,
    open: (row) => {
      const button = make("button", { type: "button", "aria-label": "Close" }, "×")
      button.addEventListener("click", () => {
        close()
        byId("table").focus()
      })
      const status = data.statuses[row[0]]
      aside.replaceChildren(
        button,
        make("p", { class: `tag s-${status?.id ?? ""}` }, `${status?.mark ?? ""} ${status?.word ?? ""}`),
        make("h3", {}, make("bdi", {}, row[3])),
        list(data, row),
        ...fields(row[12])
      )
      aside.hidden = false
      aside.scrollIntoView({ block: "nearest" })
    }
  }
}

const list = (data: PageData, row: Row): HTMLElement => {
  const [, organization, kind, , key, change, planned, , at, took, resent, targetKey] = row
  const entries: ReadonlyArray<readonly [string, string]> = [
    ["Kind", data.kinds[kind] ?? ""],
    ["Key", key],
    ["Key in the target", targetKey],
    ["Organization", data.organizations[organization] ?? ""],
    ["Reason", reasonOf(row)],
    ["Plan", planned === reasonOf(row) ? change : `${change}: ${planned}`],
    ["When", at === 0 ? "" : `${new Date(at).toISOString().replace("T", " ").slice(0, 23)} UTC`],
    ["Took", took < 0 ? "" : `${took.toLocaleString("en")} ms`],
    ["Sent again", resent === 0 ? "" : `${resent} ×`]
  ]
  const shown = entries.filter(([, value]) => value !== "")
  return make(
    "dl",
    {},
    ...shown.flatMap(([term, value]) => [make("dt", {}, term), make("dd", {}, make("bdi", {}, value))])
  )
}

const fields = (differences: ReadonlyArray<string>): ReadonlyArray<HTMLElement> =>
  differences.length === 0
    ? []
    : [
        make("h4", {}, "Differed when the plan was made"),
        make("ul", { class: "fields" }, ...differences.map((at) => make("li", {}, make("code", {}, at))))
      ]
