/** Elements, made and found. Text is only ever set as text. */

/** The element of an id, which the page has. */
export const byId = (id: string): HTMLElement => {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no ${id}`)
  return found
}

export const make = (
  tag: string,
  attributes: { readonly [name: string]: string },
  ...children: ReadonlyArray<Node | string>
): HTMLElement => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

/** Calls for what an event comes from, or what that stands in. */
export const onClick = (parent: Element, selector: string, act: (element: HTMLElement) => void): void =>
  parent.addEventListener("click", (event) => {
    const found = event.target instanceof Element ? event.target.closest(selector) : null
    if (found === null) return
    event.preventDefault()
    // Sound: the page's selectors name elements of HTML and links of its graph, and both have a dataset.
    act(found as HTMLElement)
  })
