import * as Snapshots from "@effect-grafana/elements/Snapshots"
import * as UserPermissions from "@effect-grafana/elements/UserPermissions"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Kind from "../../Kind.js"
import { exactly } from "../reading.js"
import { rewriteWithin } from "../references.js"
import { each, the } from "./listing.js"
import { documentOf, endOf, isSameEnd, secondsUntil } from "./snapshotDocument.js"

const SnapshotContent = Schema.Struct({
  name: Schema.String,
  /** The dashboard with its data; its `uid` names a dashboard that has to be there. */
  dashboard: Schema.Record({ key: Schema.String, value: Schema.Unknown }),
  /** When it expires, in ISO 8601; absent for never. */
  expires: Schema.optional(Schema.String)
})

type SnapshotContent = typeof SnapshotContent.Type

/** Grafana has no way to change a snapshot. */
class Unchangeable extends Data.TaggedError("Unchangeable")<{}> {
  override get message(): string {
    return "a snapshot cannot be changed"
  }
}

/** Its time was over before it was migrated. */
class Expired extends Data.TaggedError("Expired")<{ readonly expires: string }> {
  override get message(): string {
    return `it has expired, at ${this.expires}`
  }
}

/**
 * The snapshots that an organization keeps itself, by key, so that links go on working behind another address. A key
 * opens its snapshot to anybody who is told it, also where it stands in an archive or a plan. The key that deletes one
 * is shown to nobody again: the target makes a new one.
 */
export const snapshots: Kind.Kind = Kind.make<SnapshotContent>({
  name: "snapshots",
  after: ["dashboards", "data-sources"],
  onRequest: true,
  needs: ["dashboard.uid"],
  // Only the listing tells the name.
  byId: true,
  content: SnapshotContent,
  listings: the(
    Stream.mapEffect(Snapshots.list.pages({}, each), ({ items }) =>
      Effect.map(Clock.currentTimeMillis, (now) => ({
        items: items
          .filter(({ expires, external }) => !external && Date.parse(expires) > now)
          .map(({ key, name }) => ({ key, title: name }))
      }))
    )
  ),
  check: () =>
    Effect.map(UserPermissions.ownActions(), (actions) =>
      actions["org.users:add"] === true
        ? []
        : ["only to an administrator does Grafana show the snapshots of others"]
    ),
  reads: [Snapshots.list, Snapshots.get, UserPermissions.ownActions],
  read: ({ key, title }) =>
    Effect.map(exactly(Snapshots.get)({ key: Redacted.make(key) }), ({ dashboard, meta }) => ({
      content: { name: title, dashboard: documentOf(dashboard), ...endOf(meta) },
      fixed: "a snapshot, which Grafana lets nobody change"
    })),
  references: ({ dashboard, ...rest }, rewrite) => {
    const { uid } = dashboard
    const source = typeof uid === "string" ? rewrite("dashboards", uid, "dashboard.uid") : undefined
    return {
      ...rest,
      dashboard: {
        ...rewriteWithin(dashboard, rewrite, "dashboard"),
        ...(source === undefined ? {} : { uid: source })
      }
    }
  },
  // The target counts from the moment when it makes one, which is not quite that of the source.
  arrive: (content, there) =>
    there !== undefined && isSameEnd(content, there) ? { ...content, ...endIn(there) } : content,
  write: {
    lane: "snapshots",
    exclusive: true,
    create: (key, { dashboard, expires, name }) =>
      Effect.gen(function* () {
        const seconds = yield* secondsUntil(expires)
        if (expires !== undefined && seconds <= 0) return yield* new Expired({ expires })
        yield* Snapshots.create({ key: Redacted.make(key), name, dashboard, expires: seconds })
        return {}
      }),
    update: () => new Unchangeable(),
    remove: ({ key }) => Snapshots.remove({ key: Redacted.make(key) })
  }
})

const endIn = ({ expires }: SnapshotContent) => (expires === undefined ? {} : { expires })
