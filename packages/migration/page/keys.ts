/** The keyboard: `/` searches, arrows move, Enter shows all of an object, Escape goes back. */
import { byId } from "./dom.js"
import type { Table } from "./table.js"

interface Acts {
  readonly objects: Table
  readonly search: HTMLElement
  readonly clear: () => void
  readonly close: () => void
}

export const keys = ({ clear, close, objects, search }: Acts): void => {
  const table = byId("table")

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.matches("input, select, textarea")
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    search.focus()
  })

  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear()
    else if (event.key === "ArrowDown" || event.key === "Enter") {
      table.focus()
      objects.go(0)
    } else return
    event.preventDefault()
  })

  const moves: { readonly [key: string]: () => number } = {
    ArrowDown: () => objects.active() + 1,
    ArrowUp: () => objects.active() - 1,
    PageDown: () => objects.active() + objects.screen(),
    PageUp: () => objects.active() - objects.screen(),
    Home: () => 0,
    End: () => objects.length() - 1
  }

  table.addEventListener("keydown", (event) => {
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined
    if (event.target !== table) return
    if (move !== undefined) objects.go(move())
    else if (event.key === "Enter") objects.open()
    else if (event.key === "Escape") close()
    else return
    event.preventDefault()
  })
}
