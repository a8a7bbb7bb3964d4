import * as Folders from "@effect-grafana/elements/Folders"
import * as Stream from "effect/Stream"
import * as Kind from "../../Kind.js"
import { folders } from "./folders.js"
import { grants, grantsReads, type GrantsContent, holders } from "./grants.js"

/** The grants that stand on each folder itself, by its uid. */
export const folderPermissions: Kind.Kind = Kind.make<GrantsContent>({
  name: "folder-permissions",
  after: ["folders", ...holders],
  listings: folders.listings.map(({ name, pages }) => ({
    name,
    // They are of the folder, not of the one that it stands in.
    pages: Stream.map(pages, ({ items, ...rest }) => ({
      ...rest,
      items: items.map((item) => ({ ...item, folder: item.key }))
    }))
  })),
  reads: [...folders.reads, Folders.getPermissions, ...grantsReads],
  rekey: (uid, rewrite) => rewrite("folders", uid, "") ?? uid,
  ...grants("folder-permissions", {
    of: "folders",
    list: (uid) => Folders.getPermissions({ uid }),
    set: (uid, items) => Folders.setPermissions({ uid, items })
  })
})
