/** Bodies of dashboards and panels that refer to others in every way that Grafana knows. */
import * as fc from "fast-check"
import * as Names from "./names.js"

export interface Json {
  readonly [field: string]: unknown
}

/** What a body may refer to. */
export interface Around {
  readonly sources: ReadonlyArray<{ readonly uid: string; readonly name: string; readonly type: string }>
  readonly elements: ReadonlyArray<{ readonly uid: string; readonly name: string }>
  readonly folders: ReadonlyArray<{ readonly uid: string; readonly title: string }>
}

export const pick = <A>(items: ReadonlyArray<A>, index: number): A => {
  const item = items[index % items.length]
  if (item === undefined) throw new Error("there is nothing to pick from")
  return item
}

/** A part of a body, once it is known what there is to refer to. */
export type Part = (around: Around) => Json

/** A reference to a data source in one of its spellings; the last one leads nowhere. */
const reference: fc.Arbitrary<(around: Around) => unknown> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.nat().map(
      (i) =>
        ({ sources }: Around) =>
          refTo(pick(sources, i))
    )
  },
  {
    weight: 1,
    arbitrary: fc.nat().map(
      (i) =>
        ({ sources }: Around) =>
          pick(sources, i).name
    )
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom<unknown>(
        null,
        "default",
        "-- Grafana --",
        "${ds}",
        "[[ds]]",
        { uid: "${ds}" },
        { uid: "-- Dashboard --", type: "datasource" },
        { uid: "grafana", type: "datasource" }
      )
      .map((it) => () => it)
  },
  { weight: 1, arbitrary: fc.constant(() => ({ type: "loki", uid: gone })) }
)

/** The uid of a data source that no instance has. */
export const gone = "gone-with-the-wind"

const refTo = ({ type, uid }: { readonly type: string; readonly uid: string }) => ({ type, uid })

const target = (refId: string): fc.Arbitrary<Part> =>
  fc
    .tuple(reference, fc.constantFrom("up", "sum by (job) (rate(x[5m]))", '{app="a"} |= "b"'))
    .map(([ref, expr]) => (around) => ({ refId, expr, datasource: ref(around) }))

/** What a plugin keeps, which is nobody's business. */
const free = fc.jsonValue({ maxDepth: 2 })

const graph: fc.Arbitrary<Part> = fc
  .tuple(Names.name, reference, target("A"), target("B"), free)
  .map(([title, ref, one, two, extra]) => (around) => ({
    type: "timeseries",
    title,
    datasource: ref(around),
    targets: [one(around), two(around)],
    options: { extra }
  }))

const mixed: fc.Arbitrary<Part> = fc
  .tuple(target("A"), target("B"), target("C"))
  .map((targets) => (around) => ({
    type: "table",
    title: "mixed",
    datasource: { type: "datasource", uid: "-- Mixed --" },
    targets: [...targets.map((target) => target(around)), { refId: "D", datasource: { uid: "__expr__" } }]
  }))

const list: fc.Arbitrary<Part> = fc.nat().map((i) => ({ folders, sources }) => {
  const { title, uid } = pick(folders, i)
  return {
    type: "alertlist",
    title: "alerts",
    options: { folder: { uid, title }, folderUID: uid, datasource: pick(sources, i).name }
  }
})

const shared: fc.Arbitrary<Part> = fc
  .nat()
  .map((i) => ({ elements }) => ({ libraryPanel: { ...pick(elements, i) }, title: "shared" }))

const leaf = fc.oneof({ weight: 3, arbitrary: graph }, mixed, list, shared)

const row: fc.Arbitrary<Part> = fc.array(leaf, { maxLength: 2 }).map((panels) => (around) => ({
  type: "row",
  collapsed: true,
  title: "row",
  panels: panels.map((panel, i) => ({ id: 100 + i, ...panel(around) }))
}))

/** A panel that stands in no row: what a library element holds. */
export const panel: fc.Arbitrary<Part> = fc.oneof(graph, mixed)

const variable: fc.Arbitrary<Part> = fc.oneof(
  reference.map((ref) => (around: Around) => ({
    name: "job",
    type: "query",
    datasource: ref(around),
    query: "x"
  })),
  reference.map((ref) => (around: Around) => ({ name: "f", type: "adhoc", datasource: ref(around) })),
  fc.nat().map((i) => ({ sources }: Around) => {
    const { name, type, uid } = pick(sources, i)
    const options = sources.map((it) => ({ text: it.name, value: it.uid, selected: false }))
    return { name: "ds", type: "datasource", query: type, current: { text: name, value: uid }, options }
  }),
  fc.constant(() => ({ name: "c", type: "custom", query: "a,b", current: { text: "a", value: "a" } }))
)

const annotation: fc.Arbitrary<Part> = reference.map((ref) => (around) => ({
  name: "deploys",
  enable: true,
  datasource: ref(around),
  expr: "x"
}))

/** A dashboard in the classic schema, without uid and title. */
export const classic: fc.Arbitrary<Part> = fc
  .record({
    panels: fc.array(fc.oneof({ weight: 4, arbitrary: leaf }, row), { minLength: 1, maxLength: 4 }),
    variables: fc.array(variable, { maxLength: 2 }),
    annotations: fc.array(annotation, { maxLength: 1 }),
    tags: fc.uniqueArray(fc.constantFrom("prod", "a b", "ünï", "__proto__", "x/y"), { maxLength: 3 }),
    description: Names.name
  })
  .map(({ annotations, description, panels, tags, variables }) => (around) => ({
    description,
    tags,
    schemaVersion: 41,
    panels: panels.map((panel, i) => ({ id: i + 1, gridPos: { x: 0, y: i, w: 12, h: 8 }, ...panel(around) })),
    templating: { list: variables.map((part) => part(around)) },
    annotations: { list: annotations.map((part) => part(around)) }
  }))

/** A dashboard in the v2 schema, with title. */
export const newSchema: fc.Arbitrary<Part> = fc.tuple(Names.name, fc.nat()).map(([title, i]) => (around) => {
  const source = pick(around.sources, i)
  const query = {
    kind: "DataQuery",
    group: source.type,
    version: "v0",
    datasource: { name: source.uid },
    spec: {}
  }
  return {
    title,
    elements: {
      "panel-1": {
        kind: "Panel",
        spec: {
          id: 1,
          title,
          data: {
            kind: "QueryGroup",
            spec: {
              queries: [{ kind: "PanelQuery", spec: { query, refId: "A", hidden: false } }],
              transformations: [],
              queryOptions: {}
            }
          }
        }
      },
      "panel-2": {
        kind: "LibraryPanel",
        spec: { id: 2, title, libraryPanel: { ...pick(around.elements, i) } }
      }
    },
    layout: { kind: "GridLayout", spec: { items: [] } },
    variables: [
      {
        kind: "DatasourceVariable",
        spec: {
          name: "ds",
          pluginId: source.type,
          current: { text: source.name, value: source.uid },
          options: []
        }
      }
    ]
  }
})
