import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Annotations from "@effect-grafana/elements/Annotations"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { equal } from "../../Compare.js"
import * as Kind from "../../Kind.js"
import { AnnotationContent, contentOf } from "./annotationContent.js"
import { keyOf, numbering, numberIn, rekey } from "./annotationKeys.js"
import { the } from "./listing.js"

/** As many annotations of one content as are wanted stand there already. */
class AlreadyThere extends Data.TaggedError("AlreadyThere")<{ readonly key: string }> {
  override get message(): string {
    return `the annotation ${this.key} is there already`
  }
}

/**
 * The annotations that people and programs have made, and none of those that alert rules make. Grafana gives them
 * nothing but an id, so that a dashboard and a hash of the rest name them; equal ones are numbered. Who made them, and
 * when, stays behind.
 */
export const annotations: Kind.Kind = Kind.make<AnnotationContent>({
  name: "annotations",
  after: ["dashboards"],
  onRequest: true,
  needs: ["dashboardUID"],
  byId: true,
  content: AnnotationContent,
  listings: the(
    Stream.suspend(() => {
      const numbered = numbering()
      return Stream.mapEffect(made({}), (found) =>
        Effect.map(
          Effect.forEach(found, (it) => itemOf(it, numbered)),
          (items) => ({ items })
        )
      )
    })
  ),
  reads: [Annotations.list, Annotations.get],
  read: ({ id }) =>
    Effect.map(Annotations.get({ id: Number(id) }), (annotation) => ({ content: contentOf(annotation) })),
  references: (content, rewrite) => {
    const { dashboardUID } = content
    if (dashboardUID === undefined) return content
    const uid = rewrite("dashboards", dashboardUID, "dashboardUID")
    return uid === undefined ? content : { ...content, dashboardUID: uid }
  },
  rekey,
  write: {
    lane: "annotations",
    doubles: true,
    exclusive: true,
    create: (key, content) =>
      Effect.gen(function* () {
        if ((yield* countOf(content)) >= numberIn(key)) return yield* new AlreadyThere({ key })
        const { id } = yield* Annotations.create(content)
        return { id: String(id) }
      }),
    // Neither the dashboard nor the panel of an annotation can be changed, and the key holds them.
    update: ({ id }, { data = {}, tags, text, time, timeEnd = time }) =>
      Annotations.update({ id: Number(id), text, tags, time, timeEnd, data }),
    remove: ({ id }) => Annotations.remove({ id: Number(id) })
  }
})

/** Each is seen once, though the windows that a walk looks through overlap. */
const made = (
  where: Pick<Annotations.Annotation, "panelId"> & {
    readonly from?: number
    readonly to?: number
    readonly dashboardUID?: string | undefined
  }
): Stream.Stream<ReadonlyArray<Annotations.Annotation>, Kind.Problem, Grafana> =>
  Stream.map(Annotations.list.pages({ ...where, type: "annotation" }, { distinct: "all" }), ({ items }) =>
    items.filter(isMade)
  )

/** Where the states of alerts are kept in Loki they come in any list, without an id. */
const isMade = ({ alertId = 0, id, newState = "" }: Annotations.Annotation): boolean =>
  id !== undefined && alertId === 0 && newState === ""

const itemOf = (
  annotation: Annotations.Annotation,
  numbered: (key: string) => string
): Effect.Effect<Kind.Item> => {
  const content = contentOf(annotation)
  return Effect.map(keyOf(content), (key) => ({
    key: numbered(key),
    title: titleOf(content),
    id: String(annotation.id),
    tags: content.tags
  }))
}

/** The first line of the text. */
const titleOf = ({ text }: AnnotationContent): string => /^.{0,60}/.exec(text)?.[0] ?? ""

/** How many annotations have this content. */
const countOf = (content: AnnotationContent): Effect.Effect<number, Kind.Problem, Grafana> => {
  const { dashboardUID, panelId, time } = content
  return made({ from: time, to: time, dashboardUID, panelId }).pipe(
    Stream.map((found) => found.filter((it) => equal(contentOf(it), content)).length),
    Stream.runSum
  )
}
