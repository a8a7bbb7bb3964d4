/** Folders, dashboards, library elements and teams as simply as they can be told. */

export interface Folder {
  readonly title: string
  /** `""` at the root; nothing stands deeper than in a child of the root. */
  readonly parent: string
  readonly version: number
}

export interface Dashboard {
  readonly title: string
  readonly folder: string
  readonly version: number
  /** The library elements that it shows. */
  readonly elements: ReadonlyArray<string>
}

export interface Element {
  readonly name: string
  readonly folder: string
  readonly version: number
}

/** What a server holds under one prefix. */
export interface Model {
  /** What every uid, title and name begins with. */
  readonly prefix: string
  readonly folders: Map<string, Folder>
  readonly dashboards: Map<string, Dashboard>
  readonly elements: Map<string, Element>
  /** Ids by name. */
  readonly teams: Map<string, number>
  /** Makes titles that no object had before. */
  count: number
}

export const emptyModel = (prefix: string): Model => ({
  prefix,
  folders: new Map(),
  dashboards: new Map(),
  elements: new Map(),
  teams: new Map(),
  count: 0
})

export const childrenOf = ({ folders }: Model, parent: string): ReadonlyArray<string> =>
  [...folders].flatMap(([uid, folder]) => (folder.parent === parent ? [uid] : []))

export const elementsIn = ({ elements }: Model, folder: string): ReadonlyArray<string> =>
  [...elements].flatMap(([uid, element]) => (element.folder === folder ? [uid] : []))

export const usersOf = ({ dashboards }: Model, element: string): ReadonlyArray<string> =>
  [...dashboards].flatMap(([uid, { elements }]) => (elements.includes(element) ? [uid] : []))

/** Takes a folder away with its subfolders, and all dashboards and its own elements with it. */
export const removeFolder = (model: Model, uid: string): void => {
  const gone = [uid, ...childrenOf(model, uid)]
  for (const folder of gone) model.folders.delete(folder)
  for (const [dashboard, { folder }] of [...model.dashboards]) {
    if (gone.includes(folder)) model.dashboards.delete(dashboard)
  }
  for (const element of elementsIn(model, uid)) model.elements.delete(element)
}
