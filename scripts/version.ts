/**
 * Makes the next version: changesets' numbers and changelogs, and what the source says of its version: the user agent,
 * and `effect-grafana --version`.
 */
import { spawnSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { packages } from "./packages.js"

interface Manifest {
  readonly version: string
  readonly peerDependencies: Readonly<Record<string, string>>
}

const manifests = packages.map((name) => `packages/${name}/package.json`)

const manifest = (file: string): Manifest => JSON.parse(readFileSync(file, "utf8"))
const write = (file: string, value: Manifest): void =>
  writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`)

const others = (peers: Manifest["peerDependencies"]) =>
  Object.fromEntries(Object.entries(peers).filter(([name]) => !name.startsWith("@effect-grafana/")))

// Below 1.0.0 a minor version is the breaking one. changesets (2.29) would make 1.0.0 of all whose peer gets a minor
// version, so it is not shown the peers among ours; they are released together, under one version, in any case.
const peers = manifests.map((file) => manifest(file).peerDependencies)
for (const file of manifests) {
  const it = manifest(file)
  write(file, { ...it, peerDependencies: others(it.peerDependencies) })
}
const { status } = spawnSync("changeset version", { shell: true, stdio: "inherit" })
for (const [i, file] of manifests.entries())
  write(file, { ...manifest(file), peerDependencies: peers[i] ?? {} })
if (status !== 0) process.exit(status ?? 1)

const { version } = manifest("packages/core/package.json")
for (const place of ["packages/core/src/GrafanaConfig.ts", "packages/migration/src/cli/command.ts"]) {
  const text = readFileSync(place, "utf8")
  const said = text.replace(/^const version = "[^"]*"$/m, `const version = "${version}"`)
  if (!said.includes(`const version = "${version}"`))
    throw new Error(`${place} has no line that says its version`)
  writeFileSync(place, said)
}
process.stdout.write(`the source says ${version}\n`)
