/** The dashboards by a loop over `fetch`: one walk over the search, and each file written straight to its place. */
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { whole } from "../whole.js"
import { lanes } from "./content.js"
// Not exported: the loop by hand is to write the very same files.
import { canonical } from "../../../packages/migration/src/internal/json.js"

const authorization = `Basic ${Buffer.from("admin:admin").toString("base64")}`

interface Hit {
  readonly uid: string
  readonly title: string
}

interface Answer {
  readonly dashboard: { readonly [field: string]: unknown }
  readonly meta: { readonly folderUid: string }
}

await whole(async (url = "", directory = "") => {
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(url + path, { headers: { authorization } })
    if (!response.ok) throw new Error(`${path}: ${response.status}`)
    return response.json()
  }
  const place = join(directory, "org-1", "dashboards")
  await mkdir(place, { recursive: true })
  const limit = 1000
  for (let page = 1; ; page++) {
    const hits = (await get(
      `/api/search?type=dash-db&sort=alpha-asc&limit=${limit}&page=${page}`
    )) as ReadonlyArray<Hit>
    const queue = hits.values()
    const lane = async () => {
      for (const { title, uid } of queue) {
        const { dashboard, meta } = (await get(`/api/dashboards/uid/${uid}`)) as Answer
        const { id: _, uid: __, version: ___, ...kept } = dashboard
        const folderUid = meta.folderUid === "" ? undefined : meta.folderUid
        const content = { folderUid, dashboard: kept }
        const text = canonical({ kind: "dashboards", key: uid, title, content }, "  ")
        await writeFile(join(place, `${uid}.json`), `${text}\n`)
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    if (hits.length < limit) return
  }
})
