import * as ContactPoints from "@effect-grafana/elements/ContactPoints"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Kind from "../../Kind.js"
import { exactly } from "../reading.js"
import * as Secrets from "./contactPointSecrets.js"
import { once, the } from "./listing.js"
import { Provenance, provenanceHeader, provenanceOf, provisioning } from "./provenance.js"
import { withoutSecrets, withSecrets } from "./secretSettings.js"

const PointContent = Schema.Struct({
  /** What policies and rules know it by, with the others of that name. */
  name: Schema.String,
  type: Schema.String,
  settings: Schema.Record({ key: Schema.String, value: Schema.Unknown }),
  /** Where in the settings secrets stand: `http_config.oauth2.client_secret`. */
  secrets: Schema.Array(Schema.String),
  disableResolveMessage: Schema.Boolean,
  provenance: Provenance
})

type PointContent = typeof PointContent.Type

/** A contact point that a listing has shown is there no longer. */
class PointGone extends Data.TaggedError("NotFound")<{ readonly uid: string }> {
  override get message(): string {
    return `there is no contact point ${this.uid}`
  }
}

/**
 * The one that Grafana comes with has no uid, and bears the name of its e-mail in place of its own (12.3.0): its name
 * stands for both.
 */
const builtIn = "grafana-default-email"

const points = Effect.map(exactly(ContactPoints.list)(), (points) =>
  points.map((point) =>
    point.uid === "" ? { ...point, uid: builtIn, name: builtIn, isBuiltIn: true } : point
  )
)

/** The contact points of an organization, one for each thing that is notified, by uid; several may share a name. */
export const contactPoints: Kind.Kind = Kind.make<PointContent>({
  name: "contact-points",
  after: ["templates"],
  content: PointContent,
  listings: the(
    once(
      Effect.map(points, (points) =>
        points.map(({ name, uid }) => ({ key: uid, title: name, aliases: [name] }))
      )
    )
  ),
  reads: [ContactPoints.list, ...Secrets.revealReads],
  reveal: Secrets.reveal,
  read: ({ key }) =>
    Effect.gen(function* () {
      const point = (yield* points).find(({ uid }) => uid === key)
      if (point === undefined) return yield* new PointGone({ uid: key })
      const { disableResolveMessage, name, provenance, settings, type } = point
      const content = {
        name,
        type,
        ...withoutSecrets(settings),
        disableResolveMessage,
        ...provenanceOf(provenance)
      }
      return "isBuiltIn" in point
        ? { content, fixed: "the one that Grafana comes with" }
        : { content, ...provisioning(provenance) }
    }),
  references: (content) => content,
  write: {
    lane: "alerting",
    exclusive: true,
    create: (uid, content, writing) =>
      Effect.flatMap(sent(content, writing), (fields) =>
        Effect.as(ContactPoints.create({ uid, ...fields }), {})
      ),
    update: ({ key }, content, writing) =>
      Effect.flatMap(sent(content, writing), (fields) => ContactPoints.update({ uid: key, ...fields })),
    remove: ({ key }) => ContactPoints.remove({ uid: key })
  }
})

/** All of it: Grafana forgets the secrets that an update leaves out (12.3.0). */
const sent = ({ disableResolveMessage, name, type, ...content }: PointContent, writing: Kind.Writing) =>
  Effect.map(withSecrets(content, writing), (settings) => ({
    name,
    type,
    settings,
    disableResolveMessage,
    ...provenanceHeader(content)
  }))
