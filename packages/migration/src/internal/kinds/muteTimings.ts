import * as MuteTimings from "@effect-grafana/elements/MuteTimings"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Kind from "../../Kind.js"
import { once, the } from "./listing.js"
import { ofVersion } from "./ofVersion.js"
import { Provenance, provenanceHeader, provenanceOf, provisioning } from "./provenance.js"

const TimingContent = Schema.Struct({
  time_intervals: Schema.Array(MuteTimings.TimeInterval),
  provenance: Provenance
})

type TimingContent = typeof TimingContent.Type

/** The times at which notification policies keep silent, by name. */
export const muteTimings: Kind.Kind = Kind.make<TimingContent>({
  name: "mute-timings",
  after: [],
  content: TimingContent,
  listings: the(
    once(Effect.map(MuteTimings.list(), (timings) => timings.map(({ name }) => ({ key: name, title: name }))))
  ),
  reads: [MuteTimings.list, MuteTimings.get],
  read: ({ key }) =>
    Effect.map(MuteTimings.get({ name: key }), ({ provenance, time_intervals, version }) => ({
      content: { time_intervals, ...provenanceOf(provenance) },
      version,
      ...provisioning(provenance)
    })),
  references: (content) => content,
  write: {
    lane: "alerting",
    exclusive: true,
    create: (name, content) => Effect.as(MuteTimings.create({ name, ...sent(content) }), {}),
    update: ({ key, version }, content) =>
      MuteTimings.update({ currentName: key, name: key, ...sent(content), ...ofVersion(version) }),
    remove: ({ content, key, version }) =>
      MuteTimings.remove({ name: key, ...provenanceHeader(content), ...ofVersion(version) })
  }
})

const sent = ({ time_intervals, ...provenance }: TimingContent) => ({
  time_intervals,
  ...provenanceHeader(provenance)
})
