import { describe, expect, it } from "@effect/vitest"
import * as fc from "fast-check"
import { makeRouter } from "../../src/internal/fake/router.js"

const paths = [
  "/a/{id}",
  "/a/search",
  "/a/{id}/b/{other}",
  "/a/{name}/c",
  "/proxy/{id}/*",
  "/proxy/{id}",
  "/files/{+path}"
]
const router = makeRouter(paths.map((path) => [{ method: "GET", path }, path] as const))

describe("the router", () => {
  it("prefers a literal segment, and goes back where it leads nowhere", () => {
    expect(router.find("GET", "/a/search")?.value).toBe("/a/search")
    expect(router.find("GET", "/a/search/c")).toEqual({ value: "/a/{name}/c", params: { name: "search" } })
  })

  it("names parameters as the route does and decodes them", () => {
    expect(router.find("GET", "/a/1/b/x%2Fy%20z")).toEqual({
      value: "/a/{id}/b/{other}",
      params: { id: "1", other: "x/y z" }
    })
  })

  it("gives a wildcard the rest as it was sent", () => {
    expect(router.find("GET", "/proxy/1/x%2Fy/z")).toEqual({
      value: "/proxy/{id}/*",
      params: { id: "1", "*": "x%2Fy/z" }
    })
    expect(router.find("GET", "/proxy/1")?.value).toBe("/proxy/{id}")
    expect(router.find("GET", "/files/a/b")?.params).toEqual({ "*": "a/b" })
  })

  it("finds nothing for another verb, an empty segment or a longer path", () => {
    for (const path of ["/a", "/a//c", "/a/1/b", "/a/1/b/2/3", "/"])
      expect(router.find("GET", path)).toBeUndefined()
    expect(router.find("POST", "/a/search")).toBeUndefined()
  })

  it("ignores one trailing slash", () => {
    expect(router.find("GET", "/a/search/")?.value).toBe("/a/search")
  })

  it("any value survives being a parameter", () => {
    const segment = fc.string({ minLength: 1, unit: "grapheme" }).filter((value) => value !== "search")
    fc.assert(
      fc.property(segment, segment, (id, other) => {
        const found = router.find("GET", `/a/${encodeURIComponent(id)}/b/${encodeURIComponent(other)}`)
        expect(found?.params).toEqual({ id, other })
      })
    )
  })
})
