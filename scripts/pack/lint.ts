/** What the linters of packages say of a tarball. */
import { run } from "./run.js"
import type { Packed } from "./tarballs.js"

const bin = (name: string): string => `node_modules/.bin/${name}`

export const publint = async ({ folder }: Packed): Promise<string> => {
  await run(bin("publint"), ["run", "--strict", "--pack", "false", folder])
  return ""
}

/** Each module is named: what `./*` stands for, attw does not find out. */
export const attw = async ({ modules, tarball }: Packed): Promise<string> => {
  const entries = ["package.json", ...modules]
  await run(bin("attw"), [tarball, "--profile", "esm-only", "--no-emoji", "--entrypoints", ...entries])
  return `${entries.length} entries`
}
