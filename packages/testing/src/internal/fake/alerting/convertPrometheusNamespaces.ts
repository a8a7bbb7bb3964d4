import { visibleFolders } from "./alertRulesAccess.js"
import { workingFolder } from "./convertPrometheusHeaders.js"
import { json, message, type FakeResponse } from "../message.js"
import type { Folder } from "../model.js"
import type { Context } from "../route.js"
import type { GroupRefusal } from "./ruleGroupsPlan.js"
import { compareText } from "../words/table.js"

/** The folders that stand for namespaces: those right inside the working folder. */
export const namespacesOf = (context: Context): ReadonlyArray<Folder> => {
  const parentUid = workingFolder(context)
  return visibleFolders(context)
    .filter((folder) => folder.parentUid === parentUid)
    .sort((left, right) => compareText(left.uid, right.uid))
}

export const namespaceOf = (context: Context, title: string): Folder | undefined =>
  namespacesOf(context).find((folder) => folder.title === title)

const success = json(202, { status: "success", errorType: "", error: "" })

/** How an import or a deletion is answered. */
export const convertAnswer = (refused: GroupRefusal | undefined): FakeResponse =>
  refused === undefined
    ? success
    : "status" in refused
      ? refused
      : (refused.conflict ?? refused.coded ?? message(500, refused.text))
