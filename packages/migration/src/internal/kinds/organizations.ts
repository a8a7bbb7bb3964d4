import * as Organization from "@effect-grafana/elements/Organization"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Kind from "../../Kind.js"
import { comesAlong } from "./comesAlong.js"
import { once, the } from "./listing.js"

const OrganizationContent = Schema.Struct({
  /** The parts that are set. */
  address: Schema.Struct(Organization.AddressFields)
})

type OrganizationContent = typeof OrganizationContent.Type

/**
 * The organization itself, by name. It is made before anything is written into it, and never renamed; the alias that
 * all have lets one correspond to another of any name.
 */
export const organizations: Kind.Kind = Kind.make<OrganizationContent>({
  name: "organizations",
  after: [],
  content: OrganizationContent,
  listings: the(
    once(
      Effect.map(Organization.get(), ({ name }) => [
        { key: name, title: name, aliases: ["current organization"] }
      ])
    )
  ),
  reads: [Organization.get],
  read: () =>
    Effect.map(Organization.get(), ({ address }) => ({
      content: { address: Object.fromEntries(Object.entries(address).filter(([, part]) => part !== "")) }
    })),
  references: (content) => content,
  // Grafana cannot empty a part that is set (12.3.0).
  arrive: ({ address }, there) => ({ address: { ...there?.address, ...address } }),
  write: {
    lane: "organizations",
    ...comesAlong("organizations", { sameKey: false }),
    create: (_, { address }) => Effect.as(Organization.updateAddress(address), {}),
    update: (_, { address }) => Organization.updateAddress(address)
  }
})
