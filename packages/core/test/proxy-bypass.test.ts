import { assert, describe, it } from "@effect/vitest"
import * as fc from "fast-check"
import { bypass } from "../src/internal/node/proxy.js"

describe("NO_PROXY", () => {
  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/)
  const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join("."))

  it("holds for a host and all below it, however written", () => {
    const written = fc.constantFrom("", ".", "*.")
    fc.assert(
      fc.property(host, label, written, (host, below, prefix) => {
        const bypassed = bypass(`other.test,${prefix}${host.toUpperCase()}`)
        return bypassed(new URL(`https://${host}`)) && bypassed(new URL(`http://${below}.${host}:3000`))
      })
    )
  })

  it("does not hold for a host that only ends alike", () => {
    fc.assert(fc.property(host, label, (host, before) => !bypass(host)(new URL(`https://${before}${host}`))))
  })

  it("with a port holds for that port, the scheme's own being implied", () => {
    const bypassed = bypass("grafana.test:443")
    assert.isTrue(bypassed(new URL("https://grafana.test")))
    assert.isFalse(bypassed(new URL("https://grafana.test:3000")))
    assert.isFalse(bypassed(new URL("http://grafana.test")))
  })

  it("that is empty holds for nothing", () => {
    assert.isFalse(bypass("")(new URL("http://grafana.test")))
    assert.isFalse(bypass(" , ")(new URL("http://grafana.test")))
  })
})
