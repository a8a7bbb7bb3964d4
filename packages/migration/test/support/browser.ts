/** A page as a person has it before them. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { pathToFileURL } from "node:url"
import { type Fields, start } from "./chromium.js"

export { chromium } from "./chromium.js"

export interface Page {
  /** What the browser complains of: refused scripts and styles, exceptions. */
  readonly complaints: ReadonlyArray<string>
  /** What the page has asked for. */
  readonly requests: ReadonlyArray<string>
  /** The value of an expression. */
  readonly evaluate: (expression: string) => Effect.Effect<unknown>
  readonly press: (key: string) => Effect.Effect<void>
  readonly type: (text: string) => Effect.Effect<void>
  readonly send: (method: string, params?: Fields) => Effect.Effect<Fields>
}

interface Options {
  readonly dark?: boolean
  readonly width?: number
  readonly height?: number
}

/** Opens a file in a browser that closes with the scope. */
export const open = (
  file: string,
  { dark = false, height = 900, width = 1280 }: Options = {}
): Effect.Effect<Page, never, Scope.Scope> =>
  Effect.gen(function* () {
    const browser = yield* Effect.acquireRelease(Effect.sync(start), ({ stop }) => Effect.promise(stop))
    const complaints: Array<string> = []
    const requests: Array<string> = []
    const loaded = new Promise<void>((resolve) =>
      browser.listen((method, params) => {
        if (method === "Page.loadEventFired") resolve()
        if (method === "Log.entryAdded" || method === "Runtime.exceptionThrown")
          complaints.push(JSON.stringify(params))
        if (method === "Network.requestWillBeSent") requests.push(JSON.stringify(params["request"]))
      })
    )
    const { targetId } = yield* Effect.promise(() =>
      browser.send("Target.createTarget", { url: "about:blank" })
    )
    const { sessionId } = yield* Effect.promise(() =>
      browser.send("Target.attachToTarget", { targetId, flatten: true })
    )
    const send: Page["send"] = (method, params = {}) =>
      Effect.promise(() => browser.send(method, params, String(sessionId)))
    for (const domain of ["Page", "Runtime", "Log", "Network"]) yield* send(`${domain}.enable`)
    yield* send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false })
    yield* send("Emulation.setEmulatedMedia", {
      features: [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]
    })
    yield* send("Page.navigate", { url: pathToFileURL(file).href })
    yield* Effect.promise(() => loaded)
    return {
      complaints,
      requests,
      send,
      evaluate: (expression) =>
        Effect.map(
          send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true }),
          // Sound: so the protocol says.
          ({ result }) => (result as { readonly value?: unknown }).value
        ),
      press: (key) =>
        Effect.gen(function* () {
          const text = key.length === 1 ? { text: key } : key === "Enter" ? { text: "\r" } : {}
          const windowsVirtualKeyCode = codes[key] ?? key.toUpperCase().charCodeAt(0)
          yield* send("Input.dispatchKeyEvent", { type: "keyDown", key, windowsVirtualKeyCode, ...text })
          yield* send("Input.dispatchKeyEvent", { type: "keyUp", key, windowsVirtualKeyCode })
        }),
      type: (text) => Effect.asVoid(send("Input.insertText", { text }))
    }
  })

const codes: { readonly [key: string]: number } = {
  "/": 191,
  Tab: 9,
  Enter: 13,
  Escape: 27,
  PageUp: 33,
  PageDown: 34,
  End: 35,
  Home: 36,
  ArrowUp: 38,
  ArrowDown: 40
}
