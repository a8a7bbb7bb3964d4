/**
 * The parts of undici that are used. The whole of it (7.30) takes three times as long to load and sets a global
 * dispatcher, so that Node's own `fetch` would run on it too.
 */
import type * as Undici from "undici"
// @ts-expect-error Only the whole of undici has types.
import connect from "undici/lib/core/connect.js"
// @ts-expect-error Only the whole of undici has types.
import errorClasses from "undici/lib/core/errors.js"
// @ts-expect-error Only the whole of undici has types.
import client from "undici/lib/dispatcher/client.js"

export const Client: typeof Undici.Client = client
export const buildConnector: typeof Undici.buildConnector = connect
export const errors: typeof Undici.errors = errorClasses
