/** The same reads and writes by a loop over `fetch`: a few dashboards are read at once, and one is written at a time. */
import { readFile } from "node:fs/promises"
import { lanes } from "../archive/content.js"
import { whole } from "../whole.js"

const authorization = `Basic ${Buffer.from("admin:admin").toString("base64")}`

interface Plan {
  readonly organizations: ReadonlyArray<{ readonly actions: ReadonlyArray<{ readonly key: string }> }>
}

interface Answer {
  readonly dashboard: { readonly [field: string]: unknown }
  readonly meta: { readonly folderUid: string }
}

const answerTo = async (url: string, body?: string): Promise<unknown> => {
  const response = await fetch(url, {
    headers: { authorization, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { method: "POST", body })
  })
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return response.json()
}

await whole(async (source = "", target = "", plan = "") => {
  const { organizations } = JSON.parse(await readFile(plan, "utf8")) as Plan
  const queue = organizations.flatMap(({ actions }) => actions).values()
  let written: Promise<unknown> = Promise.resolve()
  const lane = async () => {
    for (const { key } of queue) {
      const { dashboard, meta } = (await answerTo(`${source}/api/dashboards/uid/${key}`)) as Answer
      const { id: _, version: __, ...kept } = dashboard
      const body = JSON.stringify({ dashboard: kept, folderUid: meta.folderUid, message: "migrated" })
      written = written.then(() => answerTo(`${target}/api/dashboards/db`, body))
      await written
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
})
