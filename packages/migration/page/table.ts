/** The table of objects. Only the rows that can be seen are in the page. */
import type { PageData, Row } from "../src/internal/report/format.js"
import { byId, make } from "./dom.js"
import { reasonOf } from "./view.js"

/** As the style has it: pixels. */
const rowHeight = 30
/** Rows beyond those in sight, each way. */
const spare = 12
/** So many are printed. */
const mostOnPaper = 5_000

export interface Table {
  readonly show: (view: ReadonlyArray<number>) => void
  /** Moves to a row of the view, and keeps it in sight. */
  readonly go: (to: number) => void
  /** Shows all of the row that was moved to. */
  readonly open: () => void
  readonly active: () => number
  readonly length: () => number
  /** How many rows fit. */
  readonly screen: () => number
}

export interface Acts {
  /** Somebody has moved to a row. */
  readonly onGo: (row: Row) => void
  /** Somebody wants to know all of it. */
  readonly onOpen: (row: Row) => void
}

export const table = (data: PageData, { onGo, onOpen }: Acts): Table => {
  const [grid, body, element] = [byId("grid"), byId("rows"), byId("table")]
  let view: ReadonlyArray<number> = []
  let active = -1

  const screen = (): number => Math.max(1, Math.floor(grid.clientHeight / rowHeight) - 2)

  const render = (from: number, to: number): void => {
    const rows = view.slice(from, to).flatMap((i, offset) => {
      const row = data.rows[i]
      return row === undefined ? [] : [line(data, row, from + offset, from + offset === active)]
    })
    body.replaceChildren(spacer(from), ...rows, spacer(view.length - to))
    element.setAttribute("aria-rowcount", String(view.length + 1))
    if (active >= from && active < to) element.setAttribute("aria-activedescendant", idOf(active))
    else element.removeAttribute("aria-activedescendant")
  }

  const draw = (): void => {
    const first = Math.floor(grid.scrollTop / rowHeight)
    render(Math.max(0, first - spare), Math.min(view.length, first + screen() + spare))
  }

  const current = (): Row | undefined => data.rows[view[active] ?? -1]

  const go = (to: number): void => {
    active = Math.max(0, Math.min(view.length - 1, to))
    const [top, room] = [active * rowHeight, grid.clientHeight - 2 * rowHeight]
    if (top < grid.scrollTop) grid.scrollTop = top
    else if (top > grid.scrollTop + room) grid.scrollTop = top - room
    draw()
    const row = current()
    if (row !== undefined) onGo(row)
  }

  const open = (): void => {
    const row = current()
    if (row !== undefined) onOpen(row)
  }

  let isDue = false
  let isPrinting = false
  const soon = (): void => {
    if (isDue) return
    isDue = true
    requestAnimationFrame(() => {
      isDue = false
      if (!isPrinting) draw()
    })
  }
  grid.addEventListener("scroll", soon, { passive: true })
  element.addEventListener("focus", () => {
    if (active < 0) go(0)
  })
  new ResizeObserver(soon).observe(grid)
  addEventListener("beforeprint", () => {
    isPrinting = true
    render(0, Math.min(view.length, mostOnPaper))
    if (view.length > mostOnPaper) body.append(rest(view.length - mostOnPaper))
  })
  addEventListener("afterprint", () => {
    isPrinting = false
    draw()
  })
  body.addEventListener("click", (event) => {
    const row = event.target instanceof Element ? event.target.closest("tr[aria-rowindex]") : null
    if (row === null) return
    go(Number(row.getAttribute("aria-rowindex")) - 2)
    open()
  })

  return {
    show: (next) => {
      view = next
      active = -1
      grid.scrollTop = 0
      draw()
    },
    go,
    open,
    active: () => active,
    length: () => view.length,
    screen
  }
}

const idOf = (position: number): string => `row-${position}`

const spacer = (rows: number): HTMLElement => {
  const element = make("tr", { "aria-hidden": "true", class: "spacer" })
  element.style.height = `${Math.max(0, rows) * rowHeight}px`
  return element
}

const rest = (count: number): HTMLElement =>
  make(
    "tr",
    {},
    make("td", { colspan: "7" }, `and ${count.toLocaleString("en")} more, which are not printed`)
  )

const line = (data: PageData, row: Row, position: number, isActive: boolean): HTMLElement => {
  const status = data.statuses[row[0]]
  const cells = [
    make(
      "td",
      { class: `s-${status?.id ?? ""}` },
      make("span", { class: "mark", "aria-hidden": "true" }, status?.mark ?? ""),
      status?.word ?? ""
    ),
    make("td", {}, data.kinds[row[2]] ?? ""),
    make("td", { title: row[3] }, make("bdi", {}, row[3])),
    make("td", { class: "c-key", title: row[4] }, make("code", {}, row[4])),
    ...(data.organizations.length > 1
      ? [make("td", { class: "c-organization" }, make("bdi", {}, data.organizations[row[1]] ?? ""))]
      : []),
    make("td", { class: "c-reason", title: reasonOf(row) }, reasonOf(row)),
    make("td", { class: "c-at" }, row[8] === 0 ? "" : clock(row[8]))
  ]
  const attributes = {
    id: idOf(position),
    "aria-rowindex": String(position + 2),
    "aria-selected": String(isActive)
  }
  return make("tr", attributes, ...cells)
}

const clock = (millis: number): string => new Date(millis).toISOString().slice(11, 19)
