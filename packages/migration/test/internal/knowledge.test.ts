import type { Item } from "@effect-grafana/migration/Kind"
import { expect, it } from "@effect/vitest"
import { makeKnowledge } from "../../src/internal/plan/knowledge.js"

const item = (key: string, ...aliases: ReadonlyArray<string>): Item => ({ key, title: key, aliases })

/** Which object of the target each one of the source is taken for. */
const matched = (source: ReadonlyArray<Item>, target: ReadonlyArray<Item>, given = {}) => {
  const knowledge = makeKnowledge<Item>({ things: given })
  knowledge.learn("things", { source, target, coming: source })
  return source.map((it) => knowledge.counterpart("things", it)?.key)
}

it("an object is found by its key, and else by a name of both", () => {
  expect(matched([item("a", "name"), item("b", "other")], [item("a"), item("x", "other")])).toEqual([
    "a",
    "x"
  ])
})

it("an object that has a counterpart by key is no other's by name", () => {
  const source = [item("a", "one"), item("b", "two")]
  expect(matched(source, [item("a", "two")])).toEqual(["a", undefined])
  expect(matched(source, [item("a", "two")], { a: "elsewhere" })).toEqual([undefined, undefined])
})

it("a name that several bear, on either side, tells nothing", () => {
  expect(matched([item("a", "name"), item("b", "name")], [item("x", "name")])).toEqual([undefined, undefined])
  expect(matched([item("a", "name")], [item("x", "name"), item("y", "name")])).toEqual([undefined])
})

it("an object that was given as another's counterpart is found by nothing else", () => {
  const source = [item("a", "one"), item("b", "two")]
  expect(matched(source, [item("x", "two")], { a: "x" })).toEqual(["x", undefined])
})

it("a name that several bear can be referred to all the same", () => {
  const knowledge = makeKnowledge<Item>({})
  const source = [item("a", "name"), item("b", "name")]
  knowledge.learn("things", { source, target: [], coming: source })
  expect(knowledge.resolve("things", "name", "at")).toBe("name")
  expect(knowledge.resolve("things", "another", "at")).toBeUndefined()
})

it("an object whose key names others is found by what those are called in the target", () => {
  const knowledge = makeKnowledge<Item>({})
  const [source, target] = [
    [item("f/one"), item("f/two")],
    [item("f/one"), item("g/one")]
  ]
  const rekey = (key: string) => key.replace("f/", "g/")
  knowledge.learn("things", { source, target, coming: source, rekey })
  expect(source.map((it) => knowledge.counterpart("things", it)?.key)).toEqual(["g/one", undefined])
  expect(knowledge.resolve("things", "f/two", "at")).toBe("g/two")
})

it("an object that is to come under a key that was given can be referred to", () => {
  const knowledge = makeKnowledge<Item>({ things: { a: "b" } })
  const source = [item("a")]
  knowledge.learn("things", { source, target: [], coming: source })
  expect(knowledge.resolve("things", "a", "at")).toBe("b")
})
