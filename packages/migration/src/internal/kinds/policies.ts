import * as NotificationPolicies from "@effect-grafana/elements/NotificationPolicies"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Kind from "../../Kind.js"
import { comesAlong } from "./comesAlong.js"
import { once, the } from "./listing.js"
import { withObjectMatchers } from "./matchers.js"
import { rewriteNotifying } from "./notifying.js"
import { Provenance, provenanceHeader, provenanceOf, provisioning } from "./provenance.js"

const PoliciesContent = Schema.Struct({ tree: NotificationPolicies.Route, provenance: Provenance })

type PoliciesContent = typeof PoliciesContent.Type

/** The tree of notification policies of an organization, which always has one. */
export const policies: Kind.Kind = Kind.make<PoliciesContent>({
  name: "notification-policies",
  after: ["contact-points", "mute-timings"],
  needs: ["tree.receiver"],
  content: PoliciesContent,
  listings: the(once(Effect.succeed([{ key: "policies", title: "the notification policies" }]))),
  reads: [NotificationPolicies.get],
  read: () =>
    Effect.gen(function* () {
      const { provenance, ...tree } = yield* NotificationPolicies.get()
      return {
        content: { tree: yield* withObjectMatchers(tree), ...provenanceOf(provenance) },
        ...provisioning(provenance)
      }
    }),
  references: ({ tree, ...provenance }, rewrite) => ({
    tree: rewritten(tree, rewrite, "tree"),
    ...provenance
  }),
  write: {
    lane: "alerting",
    ...comesAlong("organizations", { sameKey: false }),
    create: (_, content) => Effect.as(replace(content), {}),
    update: (_, content) => replace(content),
    // Contact points can go only when no policy notifies them.
    remove: ({ content }) => NotificationPolicies.reset(provenanceHeader(content))
  }
})

const rewritten = (
  { routes, ...route }: NotificationPolicies.Route,
  rewrite: Kind.Rewrite,
  at: string
): NotificationPolicies.Route => ({
  ...rewriteNotifying(route, rewrite, at),
  ...(routes === undefined
    ? {}
    : { routes: routes.map((below, i) => rewritten(below, rewrite, `${at}.routes[${i}]`)) })
})

const replace = (content: PoliciesContent) =>
  Effect.flatMap(withObjectMatchers(content.tree), (tree) =>
    NotificationPolicies.replace({
      // Sound: the endpoint itself refuses what is no policy, before it is sent.
      ...(tree as NotificationPolicies.RouteInput),
      receiver: tree.receiver ?? "",
      ...provenanceHeader(content)
    })
  )
