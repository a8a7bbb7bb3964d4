/** Archives made by hand, down to what no export would ever write. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import { createHash } from "node:crypto"
import { dirname } from "node:path"

export interface Piece {
  readonly kind: string
  readonly key: string
  readonly title?: string
  readonly folder?: string
  readonly aliases?: ReadonlyArray<string>
  readonly organization?: number
  readonly content?: unknown
  /** What its file holds in place of the object. */
  readonly raw?: string | Uint8Array
  /** What the manifest says of it that is not so. */
  readonly said?: { readonly [field: string]: unknown }
}

interface Fields {
  readonly [field: string]: unknown
}

const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex")

/** The text of a manifest with its checksum. */
const sealed = (manifest: Fields): string => {
  const body = JSON.stringify(manifest, null, 2).replace(/\n}$/, "")
  return `${body},\n  "sha256": "${sha256(body)}"\n}\n`
}

/** Writes an archive of the pieces; `over` takes the place of what the manifest would say. */
export const forge = (directory: string, pieces: ReadonlyArray<Piece>, over: Fields = {}) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const objects: Array<Fields> = []
    for (const [i, piece] of pieces.entries()) {
      const { aliases, content, folder, key, kind, organization = 1, title = key } = piece
      const raw = piece.raw ?? JSON.stringify({ kind, key, title, content })
      const bytes = typeof raw === "string" ? new TextEncoder().encode(raw) : raw
      const file = `org-${organization}/${kind}/${i}.json`
      yield* files.makeDirectory(dirname(`${directory}/${file}`), { recursive: true })
      yield* files.writeFile(`${directory}/${file}`, bytes)
      const entry = { organization, kind, key, title, aliases, folder }
      objects.push({ ...entry, file, sha256: sha256(bytes), bytes: bytes.length, ...piece.said })
    }
    const kinds: Record<string, number> = {}
    for (const { kind } of pieces) kinds[kind] = (kinds[kind] ?? 0) + 1
    const source = {
      url: "http://hostile.test",
      version: "12.3.0",
      organizations: [{ id: 1, name: "Main Org." }]
    }
    const times = { startedAt: "2026-01-01T00:00:00.000Z", finishedAt: "2026-01-01T00:01:00.000Z" }
    const manifest = { format: 2, source, ...times, kinds, objects, ...over }
    yield* files.writeFileString(`${directory}/manifest.json`, sealed(manifest))
  })

export const folder = (key: string, parentUid?: string): Piece => ({
  kind: "folders",
  key,
  ...(parentUid === undefined ? {} : { folder: parentUid }),
  content: { title: key, parentUid }
})

export const dashboard = (key: string, dashboard: unknown = { title: key }): Piece => ({
  kind: "dashboards",
  key,
  content: { dashboard }
})
