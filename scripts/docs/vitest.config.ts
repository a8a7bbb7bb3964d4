import { defineConfig } from "vitest/config"

const root = new URL("../..", import.meta.url).pathname
const pages = "examples/build/docs-run/*.test.ts"
const alone = "examples/build/docs-run/*.alone.test.ts"

/** Each page has Grafanas of its own. All share one process, which loads the packages once, but for those that cannot. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "pages",
          root,
          include: [pages],
          exclude: [alone],
          pool: "forks",
          poolOptions: { forks: { singleFork: true, isolate: false } },
          testTimeout: 30_000
        }
      },
      { test: { name: "alone", root, include: [alone], exclude: [], pool: "forks", testTimeout: 30_000 } }
    ]
  }
})
