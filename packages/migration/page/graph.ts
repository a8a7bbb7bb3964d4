/** Shows what a kind depends on, and what on it, where one points. */

export const graph = (): void => {
  const lines = [...document.querySelectorAll<SVGPathElement>(".graph path")]
  for (const node of document.querySelectorAll<SVGAElement>(".node")) {
    const kind = node.dataset["kind"]
    const light = (isLit: boolean) => () => {
      for (const line of lines)
        line.classList.toggle("lit", isLit && (line.dataset["from"] === kind || line.dataset["to"] === kind))
    }
    node.addEventListener("pointerenter", light(true))
    node.addEventListener("pointerleave", light(false))
    node.addEventListener("focus", light(true))
    node.addEventListener("blur", light(false))
  }
}
