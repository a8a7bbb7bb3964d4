/** Compares as SQL's LIKE: `%` is any text, `_` any one character, in any case. */
export const like = (pattern: string): ((text: string) => boolean) => {
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll("%", ".*")
    .replaceAll("_", ".")
  const expression = new RegExp(`^${source}$`, "is")
  return (text) => expression.test(text)
}
