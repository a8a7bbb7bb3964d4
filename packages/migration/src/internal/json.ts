/** JSON whose numbers stay what they were, and whose text is the same for equal values. */

/** A number that a JavaScript number cannot hold: 9007199254740993, 0.1000000000000000055511151231257827. */
export class ExactNumber {
  constructor(readonly text: string) {}

  /** Exact where the runtime can write it (`JSON.rawJSON`, Node 22); see {@link writesExactNumbers}. */
  toJSON(): unknown {
    return rawJSON === undefined ? Number(this.text) : rawJSON(this.text)
  }
}

// Sound: what `JSON` holds under this name is this function, or it holds none (Node 20).
const rawJSON = (JSON as { readonly rawJSON?: (text: string) => unknown }).rawJSON

/** Whether `JSON.stringify` writes an {@link ExactNumber} as it was read. */
export const writesExactNumbers: boolean = rawJSON !== undefined

// Sixteen digits or an exponent, where a number can stand.
const suspicious = /(?:^|[[,:])\s*-?(?:\d[\d.]{15}|[\d.]+[eE])/
const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** Parses JSON text that is known to be good; numbers that would suffer become {@link ExactNumber}. */
export const parse = (text: string): unknown =>
  suspicious.test(text) ? parseExactly(text) : JSON.parse(text)

/** Whether `JSON.parse` would change a number of the text. */
export const hasExactNumbers = (text: string): boolean =>
  suspicious.test(text) && Array.from(text.matchAll(tokens), ([token]) => token).some(suffers)

const parseExactly = (text: string): unknown => {
  let mark = "exact number"
  while (text.includes(mark)) mark += "!"
  const marked = text.replace(tokens, (token) => (suffers(token) ? `{"${mark}":"${token}"}` : token))
  return JSON.parse(marked, (_, value: unknown) =>
    // Sound: the mark stands nowhere in the text, so that only our own marked objects have it, each with a string.
    isObject(value) && Object.hasOwn(value, mark) ? new ExactNumber(value[mark] as string) : value
  )
}

const suffers = (token: string): boolean => {
  if (token.startsWith('"') || (token.length < 16 && !/[eE]/.test(token))) return false
  const number = Number(token)
  return !Number.isFinite(number) || digits(token) !== digits(String(number))
}

/** A number in one spelling: its digits without zeros at the ends, and the power of ten of the last one. */
const digits = (token: string): string => {
  const [, whole = "", fraction = "", power = "0"] =
    /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(token) ?? []
  const all = (whole + fraction).replace(/^0+/, "")
  const significant = all.replace(/0+$/, "")
  if (significant === "") return "0"
  return `${significant}e${Number(power) - fraction.length + all.length - significant.length}`
}

interface Fields {
  readonly [field: string]: unknown
}

export const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)

/** The text of a value, its keys in order: the same for equal values. `indent` puts every field on a line. */
export const canonical = (value: unknown, indent = ""): string => {
  const ordered = inOrder(value)
  return ordered === outOfOrder ? write(value, indent, "\n") : JSON.stringify(ordered, null, indent)
}

/** Stands for what `JSON.stringify` would not write as it is, or not in order. */
const outOfOrder = Symbol("out of order")

/** The value with the fields of all objects in order. What is so already, as mostly with Grafana, is not copied. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return itemsInOrder(value)
  if (isObject(value)) return fieldsInOrder(value)
  return value instanceof ExactNumber ? outOfOrder : value
}

const itemsInOrder = (items: ReadonlyArray<unknown>): unknown => {
  let copy: Array<unknown> | undefined
  for (let i = 0; i < items.length; i++) {
    const item = items[i]
    const ordered = inOrder(item)
    if (ordered === outOfOrder) return outOfOrder
    if (ordered !== item) (copy ??= [...items])[i] = ordered
  }
  return copy ?? items
}

const fieldsInOrder = (object: Fields): unknown => {
  const keys = Object.keys(object)
  let copy: { [key: string]: unknown } | undefined
  if (!keys.every((key, i) => i === 0 || (keys[i - 1] ?? "") < key)) {
    // Numbers come first in every object, and a prototype is no field.
    if (keys.some((key) => /^\d|^__proto__$/.test(key))) return outOfOrder
    copy = {}
    keys.sort()
  }
  for (const key of keys) {
    const field = object[key]
    const ordered = inOrder(field)
    if (ordered === outOfOrder) return outOfOrder
    if (copy !== undefined) copy[key] = ordered
    else if (ordered !== field) (copy = { ...object })[key] = ordered
  }
  return copy ?? object
}

const write = (value: unknown, indent: string, line: string): string => {
  if (value instanceof ExactNumber) return value.text
  const inner = indent === "" ? "" : line + indent
  const close = indent === "" ? "" : line
  let text = ""
  if (Array.isArray(value)) {
    for (const item of value) text += (text === "" ? "[" : ",") + inner + write(item ?? null, indent, inner)
    return text === "" ? "[]" : text + close + "]"
  }
  if (!isObject(value)) return JSON.stringify(value)
  const colon = indent === "" ? ":" : ": "
  for (const key of Object.keys(value).sort()) {
    const field = value[key]
    if (field === undefined) continue
    text += (text === "" ? "{" : ",") + inner + JSON.stringify(key) + colon + write(field, indent, inner)
  }
  return text === "" ? "{}" : text + close + "}"
}
