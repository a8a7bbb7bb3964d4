import * as NotificationTemplates from "@effect-grafana/elements/NotificationTemplates"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Kind from "../../Kind.js"
import { once, the } from "./listing.js"
import { ofVersion } from "./ofVersion.js"
import { Provenance, provenanceHeader, provenanceOf, provisioning } from "./provenance.js"

const TemplateContent = Schema.Struct({ template: Schema.String, provenance: Provenance })

type TemplateContent = typeof TemplateContent.Type

/** The groups of templates that contact points word their messages with, by name. */
export const templates: Kind.Kind = Kind.make<TemplateContent>({
  name: "templates",
  after: [],
  content: TemplateContent,
  listings: the(
    once(
      Effect.map(NotificationTemplates.list(), (templates) =>
        templates.map(({ name }) => ({ key: name, title: name }))
      )
    )
  ),
  reads: [NotificationTemplates.list, NotificationTemplates.get],
  read: ({ key }) =>
    Effect.map(NotificationTemplates.get({ name: key }), ({ provenance, template, version }) => ({
      content: { template, ...provenanceOf(provenance) },
      version,
      ...provisioning(provenance)
    })),
  references: (content) => content,
  write: {
    lane: "alerting",
    create: (name, content) => Effect.as(NotificationTemplates.save({ name, ...sent(content) }), {}),
    update: ({ key, version }, content) =>
      NotificationTemplates.save({ name: key, ...sent(content), ...ofVersion(version) }),
    remove: ({ content, key, version }) =>
      NotificationTemplates.remove({ name: key, ...provenanceHeader(content), ...ofVersion(version) })
  }
})

const sent = ({ provenance, template }: TemplateContent) => ({
  template,
  ...provenanceHeader({ provenance })
})
