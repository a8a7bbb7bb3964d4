/** A walk over all text of requests and responses that knows where secrets stand. */
import * as Predicate from "effect/Predicate"

/** Gives the text that takes the place of another; `secret` names what stands there where the place holds a secret. */
export type Edit = (text: string, secret?: string) => string

// ---- names -----------------------------------------------------------------------------------------------

const secretName = new RegExp(
  "(password|passwd|passphrase|secret|token|credentials?|authorization|cookie|connectionstring|" +
    "(access|api|client|delete|encryption|integration|private|routing|secret|service|signing|user|write)key)$"
)
/** Where to go on in a list. */
const pageToken = /(continue|next|page)token$/
/** Objects that hold nothing but secrets. */
const bag = /^secure(jsondata|settings|values)?$/
/** Secrets where they stand on top, as in a new token, a snapshot or an invitation; anything else further down. */
const shallowName = /^(key|code|confirmnew)$/

/** A name whatever the fashion it is written in: `apiKey`, `api_key`, `Api-Key`. */
const plain = (name: string): string => name.toLowerCase().replace(/[_-]/g, "")

const isSecretName = (name: string): boolean => secretName.test(plain(name)) && !pageToken.test(plain(name))

// ---- JSON ------------------------------------------------------------------------------------------------

interface Place {
  readonly name: string
  /** Objects around; a list counts as its items. */
  readonly depth: number
  readonly inBag: boolean
  /** Within the settings of a contact point, Grafana's or Alertmanager's, whose addresses are secrets as well. */
  readonly inSettings: boolean
}

const top: Place = { name: "", depth: 0, inBag: false, inSettings: false }

/** Rewrites every string and every name of a JSON value. */
export const editJson = (value: unknown, edit: Edit): unknown => inside(value, top, edit)

const inside = (value: unknown, place: Place, edit: Edit): unknown => {
  if (typeof value === "string") return edit(value, secretAt(place))
  if (typeof value === "number" && place.inBag) return edit(String(value), place.name)
  if (Array.isArray(value)) return value.map((item) => inside(item, place, edit))
  if (!Predicate.isRecord(value)) return value
  const isContactPoint = typeof value["type"] === "string"
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const below: Place = {
        name,
        depth: place.depth + 1,
        inBag: place.inBag || bag.test(plain(name)),
        inSettings: place.inSettings || (isContactPoint && name === "settings") || name.endsWith("_configs")
      }
      return [edit(name), inside(inner, below, edit)]
    })
  )
}

const secretAt = ({ depth, inBag, inSettings, name }: Place): string | undefined =>
  inBag ||
  isSecretName(name) ||
  (inSettings && /url$/i.test(name)) ||
  (depth === 1 && shallowName.test(plain(name)))
    ? name
    : undefined

// ---- paths, forms and text -------------------------------------------------------------------------------

/** Whoever knows the next segment may see or delete a snapshot, view a dashboard or accept an invitation. */
const beforeSecret = /\/api\/(snapshots|snapshots-delete|public\/dashboards|user\/invite|org\/invites)$/

/** Rewrites a percent-encoded path and its query. */
export const editPath = (path: string, edit: Edit): string => {
  const mark = path.indexOf("?")
  if (mark >= 0) return `${editPath(path.slice(0, mark), edit)}?${editForm(path.slice(mark + 1), edit)}`
  return path.split("/").reduce((before, segment) => {
    const plain = decode(segment)
    const edited = edit(plain, beforeSecret.test(before) ? "key" : undefined)
    return `${before}/${edited === plain ? segment : encodeURIComponent(edited)}`
  })
}

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** Rewrites a form or a query; what stays the same keeps its spelling. */
export const editForm = (form: string, edit: Edit): string =>
  form
    .split("&")
    .map((text) => {
      const [[name, value] = ["", ""]] = new URLSearchParams(text)
      const secret = isSecretName(name) || shallowName.test(plain(name)) ? name : undefined
      const edited: [string, string] = [edit(name), edit(value, secret)]
      return edited[0] === name && edited[1] === value ? text : String(new URLSearchParams([edited]))
    })
    .join("&")

/** A line of YAML or HCL: `password: hunter2`, `url = "https://..."`. */
const assignment =
  /^([ \t-]*["']?(\w[\w-]*)["']?[ \t]*[:=][ \t]*)(["']?)([^\s"'{[].*?)\3([ \t]*,?[ \t]*\r?)$/gm

/** Rewrites text that is no JSON. */
export const editText = (text: string, edit: Edit): string =>
  edit(
    text.replace(
      assignment,
      (line: string, head: string, name: string, quote: string, value: string, tail: string) =>
        isSecretName(name) || /url$/i.test(name) ? head + quote + edit(value, name) + quote + tail : line
    )
  )

// ---- bodies ----------------------------------------------------------------------------------------------

/** A body as it is recorded: JSON by its value, anything else as text. */
export type Body = { readonly json: unknown } | { readonly text: string }

/** Rewrites a body by what it is. */
export const editBody = (text: string, type: string | undefined, edit: Edit): Body => {
  if (type?.includes("x-www-form-urlencoded")) return { text: editForm(text, edit) }
  try {
    return { json: editJson(JSON.parse(text), edit) }
  } catch {
    return { text: editText(text, edit) }
  }
}
