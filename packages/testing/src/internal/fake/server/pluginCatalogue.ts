export interface Link {
  readonly name: string
  readonly url: string
}

/** A dashboard that comes with a plugin: `name` is what the plugin calls it, `title` what it calls itself. */
export interface Bundled {
  readonly uid: string
  readonly name: string
  readonly title: string
  readonly path: string
  readonly revision: number
}

/** What Grafana brings along. A description is empty where no recording holds it. */
export interface Plugin {
  readonly type: "panel" | "datasource"
  readonly id: string
  /** What it was called before: data sources and requests that still say so mean it. */
  readonly formerId?: string
  readonly name: string
  readonly logo: string
  readonly description?: string
  readonly author?: string
  /** The last part of the address of its documentation. */
  readonly docs?: string
  /** What stands before the links for problems and documentation. */
  readonly links?: ReadonlyArray<Link>
  readonly issues?: string
  readonly category?: string
  readonly state?: "alpha" | "beta"
  readonly keywords?: ReadonlyArray<string>
  readonly grafanaDependency?: string
  readonly screenshots?: ReadonlyArray<readonly [name: string, file: string]>
  /** Without a plugin of its own in the lists: it is part of Grafana. */
  readonly builtIn?: boolean
  /** `undefined` where it brings dashboards that the fake does not know. */
  readonly dashboards: ReadonlyArray<Bundled> | undefined
  readonly readme?: string
}

export const link = (name: string, url: string): Link => ({ name, url })

export type Facts = Partial<Omit<Plugin, "type" | "id" | "name" | "logo">>

export const pluginOfType =
  (type: Plugin["type"]) =>
  (id: string, name: string, logo: string, facts: Facts = {}): Plugin => ({
    type,
    id,
    name,
    logo,
    dashboards: [],
    ...facts
  })
