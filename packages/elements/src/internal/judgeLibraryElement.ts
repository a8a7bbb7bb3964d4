import * as Endpoint from "@effect-grafana/core/Endpoint"
import type { LibraryElement, LibraryElementResult } from "../LibraryElements.js"
import { sameJson } from "./json.js"

interface Sent {
  readonly folderUid?: string | undefined
  readonly name?: string | undefined
  readonly model?: Readonly<Record<string, unknown>> | undefined
}

/** Whether a create was carried out, by what stands under its uid: a new element has version 1. */
export const judgeCreate = (
  sent: Sent,
  found: LibraryElementResult
): Endpoint.Verdict<LibraryElementResult> =>
  found.result.version === 1 && isAsSent(sent, found.result) ? Endpoint.done(found) : Endpoint.conflict

/** Whether an update was carried out: it makes `version + 1`. */
export const judgeUpdate = (
  sent: Sent & { readonly version: number },
  found: LibraryElementResult
): Endpoint.Verdict<LibraryElementResult> => {
  if (found.result.version === sent.version) return Endpoint.notDone
  return found.result.version === sent.version + 1 && isAsSent(sent, found.result)
    ? Endpoint.done(found)
    : Endpoint.conflict
}

/** Grafana adds to a model: its `type` and its `description`. */
const isAsSent = ({ folderUid, model = {}, name }: Sent, found: LibraryElement): boolean =>
  orRoot(folderUid) === orRoot(found.folderUid) &&
  (name === undefined || name === found.name) &&
  Object.entries(model).every(([key, value]) => sameJson(value, found.model[key]))

const orRoot = (folderUid: string | undefined): string => (folderUid === "general" ? "" : (folderUid ?? ""))
