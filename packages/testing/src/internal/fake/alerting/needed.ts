import { allowedInFolder, allowedSomewhere, roleHas } from "../access/permissions.js"
import type { Caller } from "../caller.js"
import type { Org } from "../model.js"
import { param, type Access, type Context } from "../route.js"

/** Permissions that a route asks for: one anywhere, one in the folder that a path parameter names, or some of them. */
export type Needed =
  | string
  | { readonly action: string; readonly folder: string }
  | { readonly any: ReadonlyArray<Needed> }
  | { readonly all: ReadonlyArray<Needed> }

/** Rights on rules come from the role, in all folders, or with the level on the folder; the folder has to exist. */
export const allowedOnRules = (caller: Caller, org: Org, action: string, folderUid: string): boolean =>
  caller.role === "Admin" || roleHas(caller, action) || allowedInFolder(caller, org, action, folderUid)

/** Who may read a folder may read its rules. */
export const canRead = ({ caller, org }: Context, folderUid: string): boolean =>
  caller.role === "Admin" || allowedInFolder(caller, org, "folders:read", folderUid)

const isMet = (context: Context, needed: Needed): boolean => {
  const { caller, org } = context
  if (typeof needed === "string") return allowedSomewhere(caller, org, needed)
  if ("any" in needed) return needed.any.some((one) => isMet(context, one))
  if ("all" in needed) return needed.all.every((one) => isMet(context, one))
  const folderUid = param(context, needed.folder)
  return needed.action === "folders:read"
    ? canRead(context, folderUid)
    : allowedOnRules(caller, org, needed.action, folderUid)
}

const words = (needed: Needed): string =>
  typeof needed === "string"
    ? needed
    : "any" in needed
      ? `any of ${needed.any.map(words).join(", ")}`
      : "all" in needed
        ? `all of ${needed.all.map(words).join(", ")}`
        : needed.action

export const needs =
  (needed: Needed): Access =>
  (context) =>
    isMet(context, needed) ? undefined : words(needed)
