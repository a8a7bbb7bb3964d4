import type { GroupKey, RuleGroup } from "./alertRulesModel.js"
import { pick } from "../bind.js"
import { compareText } from "../words/table.js"

const encode = ({ folderUid, ruleGroup }: GroupKey): string =>
  Buffer.from(JSON.stringify({ n: folderUid, g: ruleGroup }))
    .toString("base64")
    .replaceAll("+", "-")
    .replaceAll("/", "_")

/** The group that a token names; one that cannot be read starts from the beginning. */
const decode = (token: string): GroupKey | undefined => {
  try {
    const cursor = pick(JSON.parse(Buffer.from(token, "base64url").toString()), { n: "string", g: "string" })
    return cursor?.n === undefined ? undefined : { folderUid: cursor.n, ruleGroup: cursor.g ?? "" }
  } catch {
    return undefined
  }
}

const isAfter = (group: GroupKey, cursor: GroupKey): boolean =>
  (compareText(group.folderUid, cursor.folderUid) || compareText(group.ruleGroup, cursor.ruleGroup)) > 0

/** The groups behind a token, as many as are asked for, and the token of what follows them. */
export const pageOfGroups = (
  all: ReadonlyArray<RuleGroup>,
  { groups: limit, token }: { readonly groups: number; readonly token: string }
): { readonly groups: ReadonlyArray<RuleGroup>; readonly next: string | undefined } => {
  const cursor = token === "" ? undefined : decode(token)
  const rest = cursor === undefined ? all : all.filter((group) => isAfter(group, cursor))
  const groups = limit > 0 ? rest.slice(0, limit) : rest
  const last = groups.at(-1)
  return { groups, next: last === undefined || groups.length === rest.length ? undefined : encode(last) }
}
