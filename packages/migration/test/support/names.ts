/** Names and uids as people choose them, and as nobody should. */
import * as fc from "fast-check"

const odd = [
  "a/b",
  "%2F..%2F",
  "Ünïcødé ß",
  "日本語のダッシュボード",
  "🚀 launch 👩‍👩‍👧",
  "caf\u00e9",
  "cafe\u0301",
  "__proto__",
  "constructor",
  "toString",
  "CON",
  `"quoted" 'twice' \`thrice\``,
  "<b>&amp;</b>",
  "{{ .Labels.x }}",
  "$__all ${ds}",
  "a=b~c;d,e|f",
  "a?b#c&d+e%20f",
  "back\\slash",
  "null",
  "-1",
  "x".repeat(120)
]

const plain = fc.constantFrom("Sales", "Checkout", "Ops", "Payments", "Search", "Mobile", "Edge", "Billing")

/** What a thing is called: never blank, never with blanks at its ends. */
export const name: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(plain, fc.nat(99)).map(([word, n]) => `${word} ${n}`) },
  { weight: 3, arbitrary: fc.constantFrom(...odd) },
  { weight: 1, arbitrary: fc.constantFrom(".", "..") },
  { weight: 1, arbitrary: fc.fullUnicodeString({ minLength: 1, maxLength: 12 }).map(visible) }
)

/** A name that no list cuts. */
export const short: fc.Arbitrary<string> = name.filter((it) => it.length <= 40)

/** A name that a path can hold as one segment, since the object is read by it. */
export const segment: fc.Arbitrary<string> = name.filter((it) => it !== "." && it !== "..")

function visible(text: string): string {
  const kept = text.replace(/[\p{C}\p{Z}]/gu, "").toLowerCase()
  return kept === "" ? "blank" : kept
}

const letters = [..."abcxyzABCXYZ019-_"]

export const uid: fc.Arbitrary<string> = fc.oneof(
  fc.stringOf(fc.constantFrom(...letters), { minLength: 2, maxLength: 40 }),
  fc.constantFrom("constructor", "toString", "con", "CON", "prn", "abc", "ABC", "x".repeat(40), "-1")
)

/** Lower case, as Grafana keeps logins; some look like those of service accounts. */
export const login: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("ada", "bob", "sa-1-ann", "x.y", "o'neil", "zoë", "constructor"),
    fc.nat(99),
    fc.constantFrom("", "@example.com")
  )
  .map(([word, n, end]) => `${word}${n}${end}`)
