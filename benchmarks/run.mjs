/** Bundles the benchmarks, so that they run the code that users run (tsx wraps every closure to keep its name), and runs them. */
import { build } from "esbuild"
import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"

const at = (path) => fileURLToPath(new URL(path, import.meta.url))

await build({
  entryPoints: ["main", "server", "memory", "candidate", "archive/server", "archive/run"].map((name) =>
    at(`src/${name}.ts`)
  ),
  outbase: at("src"),
  outdir: at("build"),
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  external: ["effect", "effect/*", "@effect/*", "undici"],
  logLevel: "warning"
})

const { status } = spawnSync(
  process.execPath,
  ["--expose-gc", at("build/main.mjs"), ...process.argv.slice(2)],
  {
    stdio: "inherit"
  }
)
process.exitCode = status ?? 1
