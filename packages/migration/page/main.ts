/** Brings the page to life: the table of objects, its filters and keys, the graph, the colours. */
import type { PageData } from "../src/internal/report/format.js"
import { detail } from "./detail.js"
import { byId, make, onClick } from "./dom.js"
import { graph } from "./graph.js"
import { keys } from "./keys.js"
import { table } from "./table.js"
import { theme } from "./theme.js"
import { columns, viewOf, type Wish } from "./view.js"

// Sound: the same program has written both the data and this script.
const data = JSON.parse(byId("data").textContent ?? "") as PageData

const number = new Intl.NumberFormat("en-US")
const viewed = viewOf(data)
const details = detail(data)
const objects = table(data, {
  onOpen: details.open,
  onGo: (row) => {
    if (details.isOpen()) details.open(row)
  }
})

let wish: Wish = {
  text: "",
  statuses: new Set(),
  kind: undefined,
  organization: undefined,
  column: "plan",
  isDown: false
}

const update = (change: Partial<Wish>): void => {
  wish = { ...wish, ...change }
  const view = viewed(wish)
  details.close()
  objects.show(view)
  byId("count").textContent = `${number.format(view.length)} of ${number.format(data.rows.length)} objects`
  for (const chip of byId("statuses").querySelectorAll<HTMLElement>("button"))
    chip.setAttribute("aria-pressed", String(wish.statuses.has(Number(chip.dataset["status"]))))
  for (const button of document.querySelectorAll<HTMLElement>("[data-column]")) {
    const isIt = button.dataset["column"] === wish.column
    button
      .closest("th")
      ?.setAttribute("aria-sort", isIt ? (wish.isDown ? "descending" : "ascending") : "none")
  }
}

// ---- filters ---------------------------------------------------------------------------------------------

const search = byId("search")
search.addEventListener("input", () => update({ text: textOf(search) }))

const textOf = (input: HTMLElement): string => (input instanceof HTMLInputElement ? input.value : "")

const choice = (id: "kind" | "organization", names: ReadonlyArray<string>): ((position: number) => void) => {
  const select = byId(id)
  select.append(...names.map((name, i) => make("option", { value: String(i) }, name)))
  const chosen = (): string => (select instanceof HTMLSelectElement ? select.value : "")
  select.addEventListener("change", () => update({ [id]: chosen() === "" ? undefined : Number(chosen()) }))
  return (position) => {
    if (select instanceof HTMLSelectElement) select.value = position < 0 ? "" : String(position)
    update({ [id]: position < 0 ? undefined : position })
  }
}

const chooseKind = choice("kind", data.kinds)
choice("organization", data.organizations)

const counts = data.statuses.map((_, position) => data.rows.filter((row) => row[0] === position).length)
byId("statuses").append(
  ...data.statuses.flatMap(({ id, mark, word }, position) =>
    counts[position] === 0
      ? []
      : [
          make(
            "button",
            {
              type: "button",
              class: `chip s-${id}`,
              "data-status": String(position),
              "aria-pressed": "false"
            },
            make("span", { "aria-hidden": "true" }, mark),
            ` ${word} ${number.format(counts[position] ?? 0)}`
          )
        ]
  )
)
onClick(byId("statuses"), "button", (chip) => {
  const position = Number(chip.dataset["status"])
  const statuses = new Set(wish.statuses)
  if (!statuses.delete(position)) statuses.add(position)
  update({ statuses })
})

/** Once up, once down, then as the plan has them. */
onClick(byId("table"), "[data-column]", (button) => {
  const column = columns.find((name) => name === button.dataset["column"])
  if (column === undefined) return
  if (column !== wish.column) update({ column, isDown: false })
  else update(wish.isDown ? { column: "plan", isDown: false } : { isDown: true })
})

// ---- links into the table --------------------------------------------------------------------------------

const toObjects = (): void => {
  byId("objects").scrollIntoView()
  byId("table").focus({ preventScroll: true })
}

onClick(document.body, ".totals [data-status]", (link) => {
  update({ statuses: new Set([data.statuses.findIndex(({ id }) => id === link.dataset["status"])]) })
  toObjects()
})
onClick(document.body, ".node", (node) => {
  chooseKind(data.kinds.indexOf(node.dataset["kind"] ?? ""))
  toObjects()
})

// ---- begin -----------------------------------------------------------------------------------------------

for (const id of ["tools", "split", "keys"]) byId(id).hidden = false
theme()
graph()
keys({
  objects,
  search,
  clear: () => {
    if (search instanceof HTMLInputElement) search.value = ""
    update({ text: "" })
  },
  close: details.close
})
update({})
