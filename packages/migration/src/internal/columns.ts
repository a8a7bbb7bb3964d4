/** Text for a terminal: what others wrote is made harmless, and no line is wider than the screen. */

/** What a terminal obeys, or what turns the direction of a line. */
const obeyed = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

export const harmless = (text: string): string => text.replace(obeyed, "?")

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u
const invisible = /[\p{Mn}\p{Me}\p{Cf}]/u

const columnsOf = (character: string): number =>
  invisible.test(character) ? 0 : wide.test(character) ? 2 : 1

/** How many columns a text takes. */
export const width = (text: string): number =>
  Array.from(text, columnsOf).reduce((sum, columns) => sum + columns, 0)

/** As much of a text as fits. */
export const clip = (text: string, most: number): string => {
  if (width(text) <= most) return text
  const kept: Array<string> = []
  let room = most - 1
  for (const character of text) {
    room -= columnsOf(character)
    if (room < 0) break
    kept.push(character)
  }
  return `${kept.join("")}…`
}

/** A text in lines of at most `most` columns, broken at blanks, all but the first indented. */
export const wrap = (text: string, most: number, indent: string): ReadonlyArray<string> => {
  const lines: Array<string> = []
  let line = ""
  const end = () => {
    lines.push(line)
    line = indent
  }
  const isBegun = () => line !== "" && line !== indent
  for (const word of text.split(" ")) {
    const blank = isBegun() ? " " : ""
    if (width(line + blank + word) <= most) {
      line += blank + word
      continue
    }
    if (isBegun()) end()
    for (const character of word) {
      if (width(line + character) > most) end()
      line += character
    }
  }
  return [...lines, line]
}
