import * as fc from "fast-check"

/** What means something to a URL, a path, a proxy or a decoder. */
const pieces = [
  ..."/?#[]@!$&'()*+,;=%:.\\\"<>^`{|}~ \t\n\r\0",
  "..",
  "./",
  "../",
  "%2e",
  "%2E",
  "%252e",
  "%2f",
  "%00",
  "%zz",
  "%",
  "é",
  "e\u0301",
  "😀",
  "\u202e",
  "\ufeff",
  "\ufffd",
  "\ud800",
  "\udc00",
  "api",
  "a",
  "0"
]

/** Any text: the whole of Unicode, what is reserved, dots in all spellings, and halves of surrogate pairs. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((all) => all.join("")) },
  { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("", ".", "..", "%2e", "%2E%2e", ".%252E", "%25252e%2e", "...", "..a")
  }
)

/** Bytes know no half of a surrogate pair. */
export const isWellFormed = (value: string): boolean => Buffer.from(value).toString() === value

/** Whether a text must not be a segment of a path: nothing, no Unicode, or dots however often they are encoded. */
export const isRefused = (value: string): boolean =>
  value === "" || !isWellFormed(value) || /^\.\.?$/.test(decodedWhole(value))

const decodedWhole = (value: string): string => {
  const once = value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return once === value ? value : decodedWhole(once)
}
