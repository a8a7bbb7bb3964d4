/** What having the API costs: the bundle of a program with one endpoint, and the checking of one with ten. */
import { spawnSync } from "node:child_process"
import { build } from "esbuild"
import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { budget, kilobytes, routesIn } from "./pack/budget.js"

/** Takes the built packages, as a user has them. */
const built = {
  name: "built",
  setup: (bundle: import("esbuild").PluginBuild) => {
    bundle.onResolve({ filter: /^@effect-grafana\// }, ({ path }) => {
      const [, name = "", ...rest] = path.split("/")
      return { path: resolve(`packages/${name}/dist/${rest.join("/")}.js`), sideEffects: false }
    })
  }
}

const bundle = async (entry: string): Promise<string> => {
  const made = await build({
    entryPoints: [`benchmarks/bundles/${entry}.ts`],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    plugins: [built]
  })
  return made.outputFiles[0]?.text ?? ""
}

if (!existsSync("packages/elements/dist")) {
  process.stderr.write("nothing is built: run `npx pnpm@10 build` first\n")
  process.exit(2)
}

const [floor, one] = await Promise.all([bundle("floor"), bundle("one")])
const over = kilobytes(one) - kilobytes(floor)
const routes = routesIn(one)

process.stdout.write(`floor: ${kilobytes(floor).toFixed(1)} kB gzip\n`)
process.stdout.write(
  `one endpoint: ${kilobytes(one).toFixed(1)} kB, ${over.toFixed(1)} over (at most ${budget.overPlatform})\n`
)
process.stdout.write(`routes in it: ${routes.join(", ")}\n`)

const checked = spawnSync("tsc --project benchmarks/bundles/tsconfig.json --extendedDiagnostics", {
  shell: true,
  encoding: "utf8"
})
const instantiations = Number(/^Instantiations:\s+(\d+)/m.exec(checked.stdout)?.[1] ?? Number.NaN)
const seconds = /^Check time:\s+(.*)$/m.exec(checked.stdout)?.[1] ?? "?"
if (checked.status !== 0) process.stdout.write(checked.stdout)
process.stdout.write(
  `ten endpoints: ${instantiations} instantiations (at most ${budget.instantiations}), checked in ${seconds}\n`
)

const fits =
  over <= budget.overPlatform &&
  routes.length === 1 &&
  checked.status === 0 &&
  instantiations <= budget.instantiations
process.exitCode = fits ? 0 : 1
