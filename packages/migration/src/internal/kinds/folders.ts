import * as Folders from "@effect-grafana/elements/Folders"
import * as Search from "@effect-grafana/elements/Search"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Kind from "../../Kind.js"
import { folderTree } from "./folderTree.js"
import { each, paged } from "./listing.js"
import { inFolder } from "./place.js"

const FolderContent = Schema.Struct({
  title: Schema.String,
  /** Absent at the root. */
  parentUid: Schema.optional(Schema.String)
})

/** The folders of an organization, by uid. The root is none of them. */
export const folders: Kind.Kind = Kind.make<typeof FolderContent.Type>({
  name: "folders",
  after: [],
  nested: true,
  needs: ["parentUid"],
  content: FolderContent,
  listings: [
    {
      name: "the search",
      pages: paged(Search.search.pages({ type: "dash-folder", sort: "alpha-asc" }, each), (hit) => ({
        key: hit.uid,
        title: hit.title,
        folder: hit.folderUid
      }))
    },
    { name: "the folder tree", pages: folderTree }
  ],
  reads: [Search.search, Folders.list, Folders.get],
  read: ({ key }) =>
    Effect.map(Folders.get({ uid: key }), ({ managedBy, parentUid, title, version }) => ({
      content: { title, ...inFolder("parentUid", parentUid) },
      version,
      fixed: managedBy === undefined ? undefined : `managed by ${managedBy}`
    })),
  references: ({ parentUid, title }, rewrite) => ({
    title,
    ...(parentUid === undefined ? {} : { parentUid: rewrite("folders", parentUid, "parentUid") ?? parentUid })
  })
})
