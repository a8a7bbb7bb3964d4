import type { CursorPolicy } from "../../Pagination.js"
import { at } from "./path.js"
import type { Place, Placed, Steps } from "./step.js"

type CursorPlace = Extract<Place, { readonly kind: "cursor" }>

export const steps = (policy: CursorPolicy, pageSize: number): Steps => {
  const read = at(policy.next)

  const step = (at: CursorPlace): Placed => ({
    at,
    query: { [policy.size]: pageSize, ...(at.token === "" ? {} : { [policy.token]: at.token }) },
    next: (body) => {
      const token = read(body)
      if (typeof token !== "string" || token === "") return undefined
      if (token === at.token || at.marks.includes(token)) return "repeated"
      const pages = at.pages + 1
      return step({ kind: "cursor", token, pages, marks: marked(at.marks, pages, token) })
    }
  })

  return {
    first: step({ kind: "cursor", token: "", pages: 0, marks: [] }),
    resume: (at) => (at.kind === "cursor" ? step(at) : undefined)
  }
}

/**
 * The tokens of pages 1, 2, 4, 8 and so on: few enough to be stored, and any circle meets one of them. Grafana 12.3.0
 * takes some bad tokens for none (rules, playlists, teams), which leads back to the first.
 */
const marked = (marks: ReadonlyArray<string>, pages: number, token: string): ReadonlyArray<string> =>
  pages === 2 ** marks.length ? [...marks, token] : marks
