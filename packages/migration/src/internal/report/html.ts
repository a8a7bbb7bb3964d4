/** Text of a page: whatever is put into a template is text to read, unless it came out of a template. */

/** Markup. */
export class Html {
  constructor(readonly text: string) {}
}

type Value = Html | string | number | ReadonlyArray<Value>

/** Markup in which every value is escaped. */
export const markup = (template: TemplateStringsArray, ...values: ReadonlyArray<Value>): Html =>
  new Html(String.raw({ raw: template }, ...values.map(textOf)))

/** Markup that this package has written itself. */
export const trusted = (text: string): Html => new Html(text)

export const nothing: Html = new Html("")

const textOf = (value: Value): string => {
  if (value instanceof Html) return value.text
  return typeof value === "object" ? value.map(textOf).join("") : escape(String(value))
}

const escapes: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? "")

/** JSON that may stand in a `script` element: nothing in it can end that. */
export const inScript = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c")
