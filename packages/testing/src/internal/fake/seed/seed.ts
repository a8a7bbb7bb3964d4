import type { Org } from "../model.js"
import type { State } from "../state.js"
import { makeAlertRules } from "./alertRules.js"
import { makeDashboards, tagsOf } from "./dashboards.js"
import { makeDataSource } from "./dataSources.js"
import { makeFolders } from "./folders.js"
import { makeLibraryElement } from "./libraryElements.js"
import { makeContactPoint, makeMuteTiming, makePolicies, makeTemplate } from "./notifications.js"
import type { SeedOptions } from "./options.js"
import { makeOrganization, share } from "./organizations.js"
import { makePreferences, makeServiceAccount, makeTeam, makeUser } from "./people.js"
import { makeAnnotation, makePermissions, makePlaylist, makePublicDashboard, makeSnapshot } from "./shared.js"
import { makeWork, many, type Work } from "./making.js"

const makeAll = (work: Work, options: SeedOptions): void => {
  const { org, seed } = work
  const dataSources = many(options.dataSources, (index) => makeDataSource(work, index))
  const folders = makeFolders(work, options.folders ?? 0)
  const libraryElements = many(options.libraryElements, (index) =>
    makeLibraryElement(work, folders, dataSources, index)
  )
  const users = many(options.users, (index) => makeUser(work, index))
  const teams = many(options.teams, (index) => makeTeam(work, users, index))
  const around = { seed, dataSources, libraryElements, tags: tagsOf }
  makeDashboards(work, around, folders, options.dashboards ?? 0)
  const dashboards = [...org.dashboards.values()]

  many(options.serviceAccounts, (index) => makeServiceAccount(work, index))
  const contactPoints = many(options.contactPoints, (index) => makeContactPoint(work, index))
  const muteTimings = many(options.muteTimings, (index) => makeMuteTiming(work, index))
  many(options.templates, (index) => makeTemplate(work, index))
  makePolicies(work, contactPoints, muteTimings, options.policies ?? 0)
  makeAlertRules(work, folders, dataSources, options.alertRules ?? 0)

  many(options.playlists, (index) => makePlaylist(work, dashboards, index))
  dashboards
    .slice(0, options.publicDashboards ?? 0)
    .forEach((dashboard, index) => makePublicDashboard(work, dashboard, index))
  many(options.annotations, (index) => makeAnnotation(work, dashboards, index))
  many(options.snapshots, (index) => makeSnapshot(work, dashboards, index))
  makePermissions(work, folders, dashboards, teams, users, options.permissions ?? 0)
  makePreferences(work, teams, users, options.preferences ?? 0)
  many(options.organizations, (index) => makeAll(makeOrganization(work, users, index), share(options)))
}

/** Adds made-up objects to an organization. Bodies of dashboards are made when they are read. */
export const seedOrg = (state: State, org: Org, options: SeedOptions): void =>
  makeAll(makeWork(state, org, options.seed ?? 1), options)
