import * as Folders from "@effect-grafana/elements/Folders"
import * as Search from "@effect-grafana/elements/Search"
import * as Data from "effect/Data"
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

type FolderContent = typeof FolderContent.Type

/** The folders of an organization, by uid. The root is none of them. */
export const folders: Kind.Kind = Kind.make<FolderContent>({
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
  }),
  write: {
    lane: "folders",
    exclusive: true,
    inSteps: true,
    create: (uid, { parentUid, title }) =>
      Effect.as(Folders.create({ uid, title, ...inFolder("parentUid", parentUid) }), {}),
    update: (there, wanted) => Effect.zipRight(rename(there, wanted), move(there, wanted)),
    remove: ({ key }) => Effect.zipRight(emptiness(key), Folders.remove({ uid: key }))
  }
})

/** Something stands in a folder that would go with it. */
class NotEmpty extends Data.TaggedError("NotEmpty")<{ readonly message: string }> {}

/** Removing a folder removes all below it: others' things, too. */
const emptiness = (uid: string) =>
  Effect.flatMap(Folders.counts({ uid }), (counts) => {
    const held = Object.entries(counts).filter(([, count]) => count > 0)
    const words = held.map(([kind, count]) => `${count} ${kind}`).join(", ")
    return held.length === 0 ? Effect.void : new NotEmpty({ message: `it holds ${words}` })
  })

const rename = ({ content, key, version }: Kind.There<FolderContent>, { title }: FolderContent) =>
  content.title === title
    ? Effect.void
    : Folders.update({
        uid: key,
        title,
        ...(typeof version === "number" ? { version } : { overwrite: true })
      })

const move = ({ content, key }: Kind.There<FolderContent>, { parentUid = "" }: FolderContent) =>
  (content.parentUid ?? "") === parentUid ? Effect.void : Folders.move({ uid: key, parentUid })
