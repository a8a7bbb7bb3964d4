import * as Folders from "@effect-grafana/elements/Folders"
import * as LibraryElements from "@effect-grafana/elements/LibraryElements"
import * as Search from "@effect-grafana/elements/Search"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Kind from "../../Kind.js"
import { exactly } from "../reading.js"
import { rewriteWithin } from "../references.js"
import { folderCounts } from "./folderCounts.js"
import { each, paged, the, totalled } from "./listing.js"
import { inFolder } from "./place.js"

const ElementContent = Schema.Struct({
  /** Absent at the root. */
  folderUid: Schema.optional(Schema.String),
  name: Schema.String,
  kind: Schema.Int,
  model: Schema.Record({ key: Schema.String, value: Schema.Unknown })
})

type ElementContent = typeof ElementContent.Type

/** The library elements of an organization, by uid. Their type and description are those of their model. */
export const libraryElements: Kind.Kind = Kind.make<ElementContent>({
  name: "library-elements",
  after: ["folders", "data-sources"],
  needs: ["folderUid"],
  content: ElementContent,
  listings: the(
    totalled(
      LibraryElements.list.operation,
      paged(LibraryElements.list.pages({}, each), ({ folderUid, name, uid }) => ({
        key: uid,
        title: name,
        folder: inFolder("uid", folderUid).uid
      }))
    )
  ),
  check: folderCounts("librarypanel"),
  reads: [LibraryElements.list, LibraryElements.get, Search.search, Folders.counts],
  read: ({ key }) =>
    // `meta` tells where it stands now; the element's own `folderUid` is where it was made (12.3.0).
    Effect.map(
      exactly(LibraryElements.get)({ uid: key }),
      ({ result: { kind, meta, model, name, version } }) => ({
        content: { ...inFolder("folderUid", meta.folderUid), name, kind, model },
        version
      })
    ),
  references: ({ folderUid, model, ...rest }, rewrite) => ({
    ...rest,
    ...(folderUid === undefined
      ? {}
      : { folderUid: rewrite("folders", folderUid, "folderUid") ?? folderUid }),
    model: rewriteWithin(model, rewrite, "model")
  }),
  write: {
    lane: "library-elements",
    exclusive: true,
    create: (uid, { folderUid, ...content }) =>
      Effect.as(
        LibraryElements.create({ uid, ...content, kind: 1, ...inFolder("folderUid", folderUid) }),
        {}
      ),
    // The folder is always sent: without it Grafana moves the element to the root (12.3.0).
    update: ({ key, version }, { folderUid = "", ...content }) =>
      LibraryElements.update({ ...content, currentUid: key, kind: 1, folderUid, version: Number(version) }),
    remove: ({ key }) => LibraryElements.remove({ uid: key })
  }
})
