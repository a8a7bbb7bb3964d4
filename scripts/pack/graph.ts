/** Which modules a browser cannot have: those that lead, over all packages, to something that only Node knows. */
import { build } from "esbuild"
import { isBuiltin } from "node:module"
import { join } from "node:path"
import { Wrong } from "./row.js"
import type { Packed } from "./tarballs.js"

/** Whoever may import them, and why. */
const mayKnowNode: Readonly<Record<string, ReadonlyArray<string>>> = {
  // the transport on undici
  core: ["Node"],
  elements: [],
  // the fake makes keys and digests by `node:crypto`, and what stands on it leads there too
  testing: ["FakeGrafana", "FakeServer", "Faults", "Live"],
  // the command, and a journal in SQLite
  migration: ["Command", "JournalSqlite"]
}

const isNodes = (name: string): boolean =>
  isBuiltin(name) || /^(undici|libsql|@effect\/platform-node)\b/.test(name)

/** Bundles every module of every package for a browser at once; `project` has the packages installed. */
export const portable = async (project: string, packed: ReadonlyArray<Packed>): Promise<string> => {
  const entries = packed.flatMap(({ manifest, modules, short }) =>
    modules.map((module) => ({ key: `${short}/${module}`, path: `${manifest.name}/${module}` }))
  )
  const { metafile } = await build({
    absWorkingDir: project,
    stdin: {
      contents: entries.map(({ path }, i) => `export * as m${i} from "${path}"`).join("\n"),
      resolveDir: project
    },
    bundle: true,
    write: false,
    metafile: true,
    logLevel: "silent",
    format: "esm",
    platform: "browser",
    treeShaking: false,
    plugins: [
      {
        name: "what only Node knows",
        setup: (bundle) =>
          bundle.onResolve({ filter: /^[^./]/ }, ({ path }) =>
            isNodes(path) ? { path, external: true } : undefined
          )
      }
    ]
  })

  const leads = new Map<string, boolean>()
  const leadsToNode = (file: string): boolean => {
    const known = leads.get(file)
    if (known !== undefined) return known
    leads.set(file, false)
    const found = (metafile.inputs[file]?.imports ?? []).some(({ external, path }) =>
      external === true ? isNodes(path) : leadsToNode(path)
    )
    leads.set(file, found)
    return found
  }

  const found = packed.map(({ manifest, modules, short }) => ({
    short,
    modules: modules.filter((module) => leadsToNode(join("node_modules", manifest.name, `dist/${module}.js`)))
  }))
  const problems = found.flatMap(({ modules, short }) => {
    const may = mayKnowNode[short] ?? []
    return [
      ...modules
        .filter((module) => !may.includes(module))
        .map((module) => `${short}/${module} leads to Node`),
      ...may
        .filter((module) => !modules.includes(module))
        .map((module) => `${short}/${module} no longer does`)
    ]
  })
  if (problems.length > 0) throw new Wrong(problems.join("\n"))
  const counted = found.flatMap(({ modules }) => modules).length
  return `${entries.length - counted} modules without Node`
}
