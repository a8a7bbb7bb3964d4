import * as PublicDashboards from "@effect-grafana/elements/PublicDashboards"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Kind from "../../Kind.js"
import { counted, paged, twice } from "./listing.js"

const PublicContent = Schema.Struct({
  isEnabled: Schema.Boolean,
  annotationsEnabled: Schema.Boolean,
  timeSelectionEnabled: Schema.Boolean,
  share: Schema.Literal("public", "email"),
  /** The access token is the link itself. */
  secrets: Schema.Tuple(Schema.Literal("accessToken"))
})

type PublicContent = typeof PublicContent.Type

const pages = PublicDashboards.list.pages(undefined, counted).pipe(
  // Where they are switched off, or before Grafana 10 not switched on, there are none.
  Stream.catchAll((problem) => (problem._tag === "RouteNotFound" ? Stream.empty : Stream.fail(problem)))
)

/** The tokens of all links. */
const links: NonNullable<Kind.Kind["reveal"]> = Effect.map(Stream.runCollect(pages), (all) =>
  [...all].flatMap(({ items }) =>
    items.map(({ accessToken, dashboardUid }) => ({
      key: dashboardUid,
      name: "accessToken",
      value: Redacted.make(accessToken)
    }))
  )
)

/**
 * How dashboards are shown to everybody who has the link, by the dashboard's uid. A link goes on working only where its
 * access token is given as a secret; else the target makes a new one.
 */
export const publicDashboards: Kind.Kind = Kind.make<PublicContent>({
  name: "public-dashboards",
  after: ["dashboards"],
  content: PublicContent,
  listings: twice(
    paged(pages, ({ dashboardUid, title }) => ({
      key: dashboardUid,
      title
    }))
  ),
  reads: [PublicDashboards.list, PublicDashboards.get],
  read: ({ key }) =>
    Effect.map(PublicDashboards.get({ dashboardUid: key }), (it) => ({
      content: {
        isEnabled: it.isEnabled,
        annotationsEnabled: it.annotationsEnabled,
        timeSelectionEnabled: it.timeSelectionEnabled,
        share: it.share === "email" ? "email" : "public",
        secrets: ["accessToken"]
      },
      aside: { uid: it.uid }
    })),
  reveal: links,
  references: (content) => content,
  rekey: (uid, rewrite) => rewrite("dashboards", uid, "") ?? uid,
  write: {
    lane: "public-dashboards",
    exclusive: true,
    create: (dashboardUid, { secrets: [name], ...settings }, { secret }) =>
      Effect.as(
        PublicDashboards.create({
          dashboardUid,
          ...settings,
          ...Option.match(secret(name), { onNone: () => ({}), onSome: (accessToken) => ({ accessToken }) })
        }),
        {}
      ),
    update: ({ aside, key }, { secrets: _, ...settings }) =>
      PublicDashboards.update({ dashboardUid: key, uid: String(aside?.["uid"]), ...settings }),
    remove: ({ aside, key }) => PublicDashboards.remove({ dashboardUid: key, uid: String(aside?.["uid"]) })
  }
})
