/** Bundles the benchmarks, so that they run the code that users run (tsx wraps every closure to keep its name), and runs them. */
import { build } from "esbuild"
import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"

const at = (path) => fileURLToPath(new URL(path, import.meta.url))

const bundle = (names, options) =>
  build({
    entryPoints: names.map((name) => at(`src/${name}.ts`)),
    outbase: at("src"),
    outdir: at("build"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
    ...options
  })

await bundle(["main", "server", "memory", "candidate", "archive/server", "migrate/target"], {
  external: ["effect", "effect/*", "@effect/*", "undici"]
})
// Programs that are measured as a whole hold all that they run, as one that is deployed does.
await bundle(["archive/byHand", "archive/ours", "migrate/byHand", "migrate/ours"], {
  banner: {
    js: `import { createRequire } from "node:module"; const require = createRequire(import.meta.url)`
  }
})

const { status } = spawnSync(
  process.execPath,
  ["--expose-gc", at("build/main.mjs"), ...process.argv.slice(2)],
  {
    stdio: "inherit"
  }
)
process.exitCode = status ?? 1
