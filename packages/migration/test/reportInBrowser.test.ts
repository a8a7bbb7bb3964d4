import type * as Journal from "@effect-grafana/migration/Journal"
import * as Report from "@effect-grafana/migration/Report"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as FileSystem from "@effect/platform/FileSystem"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { chromium, open, type Page } from "./support/browser.js"
import { ended, plan } from "./support/journals.js"
import { hostile, troubled } from "./support/troubled.js"

if (chromium === undefined)
  console.log("skipped: reports in a browser, since there is no chromium on the PATH")

/** Opens a report in a browser. */
const shown = (options: Report.Options, how: Parameters<typeof open>[1] = {}) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const file = `${yield* files.makeTempDirectoryScoped()}/report.html`
    yield* files.writeFileString(file, yield* Report.html(options))
    return yield* open(file, how)
  }).pipe(Effect.provide(NodeContext.layer))

const many = (count: number, titles: ReadonlyArray<string> = []) => {
  const actions = Array.from({ length: count }, (_, i) => ({
    kind: i % 3 === 0 ? "folders" : "dashboards",
    key: `key-${i}`,
    title: titles[i] ?? `Object ${i}`,
    change: "create" as const,
    reason: "not in the target"
  }))
  const records: ReadonlyArray<Journal.Record> = actions.map((_, i) =>
    i % 10 === 7 ? { ...ended(i), outcome: "failed", reason: "the disk is full" } : ended(i)
  )
  const sides = { source: { id: 1, name: "Main Org." }, target: { id: 1, name: "Main Org." } }
  const organizations = [{ ...sides, remap: {}, actions, unresolved: [], findings: [] }]
  return { journal: { plan: { ...plan, organizations }, records: Stream.fromIterable(records) } }
}

const rows = `[...document.querySelectorAll("#rows tr[id]")]`
/** Whether the rows reach down to the end of the table's room, some frames after it was drawn. */
const fills = `new Promise((resolve) => setTimeout(() => resolve(
  ${rows}.at(-1).getBoundingClientRect().bottom >= document.getElementById("grid").getBoundingClientRect().bottom
), 200))`
const focused = `document.activeElement.id`

/** The lowest contrast of a text of the page with what is behind it, as WCAG counts it. */
const contrast = `(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  const light = (color) => {
    canvas.fillStyle = color
    canvas.fillRect(0, 0, 1, 1)
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const behind = (element) => {
    for (let it = element; it !== null; it = it.parentElement) {
      const { backgroundColor } = getComputedStyle(it)
      if (backgroundColor !== "rgba(0, 0, 0, 0)") return backgroundColor
    }
  }
  const texts = [...document.querySelectorAll("body *")].filter((element) =>
    element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ""))
  return Math.min(...texts.map((element) => {
    const style = getComputedStyle(element)
    const [one, other] = [light(element instanceof SVGElement ? style.fill : style.color), light(behind(element))]
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
  }))
})()`

describe.skipIf(chromium === undefined)("a report in a browser", () => {
  it.scopedLive("shows a hostile title as text, and runs and loads nothing but itself", () =>
    Effect.gen(function* () {
      const { journal, plan, verdicts } = yield* troubled
      const page = yield* shown({ journal, verdicts })
      expect(page.complaints).toEqual([])
      expect(page.requests.length).toBe(1)
      expect(yield* page.evaluate("document.title")).not.toContain("taken over")
      expect(yield* page.evaluate(`document.querySelectorAll("img").length`)).toBe(0)
      yield* page.press("/")
      yield* page.type("a-hostile dashboards")
      expect(yield* page.evaluate(`${rows}.map((row) => row.querySelector("bdi").textContent)`)).toContain(
        hostile
      )
      const count = plan.organizations[0]?.actions.length ?? 0
      expect(yield* page.evaluate(`document.getElementById("count").textContent`)).toContain(
        `of ${count} objects`
      )
    })
  )

  it.scopedLive("lets 20,000 objects be searched, sorted, filtered and walked through by keys", () =>
    Effect.gen(function* () {
      const page = yield* shown(many(20_000, ["Zebra"]), { height: 1400 })
      expect(page.complaints).toEqual([])
      expect(yield* page.evaluate(fills)).toBe(true)
      const inPage = Effect.map(page.evaluate(`${rows}.length`), Number)
      expect(yield* inPage).toBeLessThan(80)
      yield* page.press("/")
      expect(yield* page.evaluate(focused)).toBe("search")
      yield* page.press("ArrowDown")
      expect(yield* page.evaluate(focused)).toBe("table")
      yield* page.press("End")
      yield* activeIs(page, "Object 19999")
      yield* page.press("ArrowUp")
      yield* activeIs(page, "Object 19998")
      yield* page.press("Home")
      yield* activeIs(page, "Zebra")
      yield* page.press("PageDown")
      yield* page.press("Enter")
      const detail = yield* page.evaluate(`document.querySelector("#detail:not([hidden]) h3").textContent`)
      yield* activeIs(page, String(detail))
      yield* page.press("Escape")
      expect(yield* page.evaluate(`document.getElementById("detail").hidden`)).toBe(true)
      yield* page.evaluate(`document.querySelector("[data-column=title]").click()`)
      yield* page.evaluate(`document.querySelector("[data-column=title]").click()`)
      expect(yield* first(page)).toBe("Zebra")
      yield* page.evaluate(`document.querySelector(".totals [data-status=failed]").click()`)
      expect(yield* counted(page)).toBe("2,000 of 20,000 objects")
      yield* page.evaluate(`document.querySelector(".node[data-kind=folders]").dispatchEvent(
        new MouseEvent("click", { bubbles: true, cancelable: true }))`)
      expect(yield* counted(page)).toBe("666 of 20,000 objects")
      yield* page.press("/")
      yield* page.type("full key-1234")
      expect(yield* counted(page)).toMatch(/^\d of 20,000 objects$/)
      yield* page.evaluate(`(() => {
        const search = document.getElementById("search")
        search.value = "obj"
        search.dispatchEvent(new Event("input"))
      })()`)
      expect(yield* inPage).toBeLessThan(80)
    })
  )

  it.scopedLive("is printed with its rows, and says how many are left out", () =>
    Effect.gen(function* () {
      const page = yield* shown(many(5_003))
      yield* page.evaluate(`dispatchEvent(new Event("beforeprint"))`)
      expect(yield* page.evaluate(`${rows}.length`)).toBe(5_000)
      expect(yield* page.evaluate(`document.getElementById("rows").lastChild.textContent`)).toContain(
        "and 3 more"
      )
      yield* page.evaluate(`dispatchEvent(new Event("afterprint"))`)
      expect(Number(yield* page.evaluate(`${rows}.length`))).toBeLessThan(80)
    })
  )

  for (const [name, dark] of [
    ["light", false],
    ["dark", true]
  ] as const)
    it.scopedLive(
      `is ${name} where the system is, until somebody says otherwise, and can be read either way`,
      () =>
        Effect.gen(function* () {
          const { journal, verdicts } = yield* troubled
          const page = yield* shown({ journal, verdicts }, { dark, width: 700 })
          const ground = page.evaluate(`getComputedStyle(document.body).backgroundColor`)
          const before = yield* ground
          yield* page.evaluate(
            `document.querySelectorAll("#statuses button").forEach((chip) => chip.click())`
          )
          expect(before).toBe(dark ? "rgb(21, 23, 26)" : "rgb(250, 250, 248)")
          expect(Number(yield* page.evaluate(contrast))).toBeGreaterThan(4.5)
          yield* page.evaluate(`document.getElementById("theme").click()`)
          expect(yield* ground).not.toBe(before)
          expect(Number(yield* page.evaluate(contrast))).toBeGreaterThan(4.5)
          const [wide, room] = ["scrollWidth", "clientWidth"].map((it) => `document.documentElement.${it}`)
          expect(yield* page.evaluate(`${wide} <= ${room}`)).toBe(true)
        })
    )
})

const first = (page: Page) => page.evaluate(`${rows}[0].querySelector("bdi").textContent`)

const counted = (page: Page) => page.evaluate(`document.getElementById("count").textContent`)

const activeIs = (page: Page, title: string) =>
  Effect.gen(function* () {
    const active = `document.getElementById(document.getElementById("table").getAttribute("aria-activedescendant"))`
    expect(yield* page.evaluate(`${active}.querySelector("bdi").textContent`)).toBe(title)
    expect(yield* page.evaluate(`${active}.getAttribute("aria-selected")`)).toBe("true")
    const isInSight = `(() => {
      const [row, grid] = [${active}, document.getElementById("grid")].map((it) => it.getBoundingClientRect())
      return row.top >= grid.top && row.bottom <= grid.bottom
    })()`
    expect(yield* page.evaluate(isInSight)).toBe(true)
  })
