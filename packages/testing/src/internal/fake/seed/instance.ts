import type { SeedOptions } from "./options.js"

const part = (dashboards: number, per: number, most: number): number =>
  Math.min(most, Math.ceil(dashboards / per))

/** A whole instance, as large as so many dashboards suggest. */
export const instanceOf = (dashboards: number, seed = 1): SeedOptions => ({
  seed,
  dashboards,
  folders: part(dashboards, 20, 5_000),
  libraryElements: part(dashboards, 10, 10_000),
  users: part(dashboards, 10, 10_000),
  teams: part(dashboards, 50, 1_000),
  dataSources: part(dashboards, 20, 100),
  alertRules: part(dashboards, 4, 2_000),
  contactPoints: part(dashboards, 20, 50),
  policies: part(dashboards, 20, 50),
  muteTimings: part(dashboards, 50, 10),
  templates: part(dashboards, 50, 10),
  serviceAccounts: part(dashboards, 50, 200),
  playlists: part(dashboards, 50, 200),
  publicDashboards: part(dashboards, 50, 1_000),
  annotations: part(dashboards, 1, 20_000),
  snapshots: part(dashboards, 50, 200),
  permissions: part(dashboards, 10, 1_000),
  preferences: part(dashboards, 50, 200),
  organizations: part(dashboards, 1_000, 3)
})
