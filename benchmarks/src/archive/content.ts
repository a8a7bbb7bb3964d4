/** What the fake Grafana of the archive benchmark holds. */
export const content = { folders: 300, dashboards: 20_000, libraryElements: 500, dataSources: 24 }

/** Dashboards that are read at once. */
export const lanes = 8
