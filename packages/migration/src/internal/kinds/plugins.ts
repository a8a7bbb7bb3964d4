import * as Plugins from "@effect-grafana/elements/Plugins"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Kind from "../../Kind.js"
import { paged, the } from "./listing.js"

const PluginContent = Schema.Struct({ type: Schema.String })

/** The plugins that were added to a server, by id. A migration installs none. */
export const plugins: Kind.Kind = Kind.make<typeof PluginContent.Type>({
  name: "plugins",
  after: [],
  content: PluginContent,
  listings: the(paged(Plugins.list.pages({ core: 0 }), ({ id, name }) => ({ key: id, title: name }))),
  reads: [Plugins.list, Plugins.getSettings],
  read: ({ key }) =>
    Effect.map(Plugins.getSettings({ id: key }), ({ info, type }) => ({
      content: { type },
      aside: { version: info.version }
    })),
  references: (content) => content,
  missing: ({ type }) => `this ${type} plugin is not installed in the target`
})
