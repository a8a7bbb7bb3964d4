import * as Compare from "@effect-grafana/migration/Compare"
import { describe, expect, it } from "@effect/vitest"
import * as fc from "fast-check"

const board = {
  title: "Sales",
  tags: ["a", "b"],
  panels: [
    { id: 1, title: "CPU" },
    { id: 2, title: "Memory", targets: [{ refId: "A", expr: "up" }] }
  ]
}

describe("differences", () => {
  it.each([
    ["a changed field", { ...board, title: "Cost" }, ["title"]],
    ["a missing panel", { ...board, panels: [board.panels[1]] }, ["panels[id=1]"]],
    ["a panel more", { ...board, panels: [...board.panels, { id: 3 }] }, ["panels[id=3]"]],
    ["another order", { ...board, panels: [...board.panels].reverse() }, ["panels (order)"]],
    ["a dropped label", { ...board, tags: ["a"] }, ["tags[1]"]],
    [
      "a change deep inside",
      {
        ...board,
        panels: [board.panels[0], { ...board.panels[1], targets: [{ refId: "A", expr: "down" }] }]
      },
      ["panels[id=2].targets[refId=A].expr"]
    ]
  ])("%s is named", (_, other, places) => {
    expect(Compare.differences(board, other).map(({ at }) => at)).toEqual(places)
  })

  it("a side that has nothing there has no field for it", () => {
    expect(Compare.differences({ a: 1 }, { b: null })).toEqual([
      { at: "a", left: 1 },
      { at: "b", right: null }
    ])
  })

  it("are none exactly where the values are equal", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
        expect(Compare.differences(left, left)).toEqual([])
        expect(Compare.differences(left, right).length === 0).toBe(Compare.equal(left, right))
      })
    )
  })
})
