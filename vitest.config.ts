import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["packages/*/test/**/*.test.ts", "examples/test/**/*.test.ts"],
    setupFiles: ["vitest.setup.ts"],
    pool: "forks",
    // Vitest leaves a core to itself, which of two is one too many.
    minWorkers: 1,
    maxWorkers: 2,
    // Tests make much that is soon garbage: a young generation that holds it takes a quarter off.
    poolOptions: { forks: { execArgv: ["--max-semi-space-size=64"] } },
    // A shared machine may be ten times slower than one of its own.
    testTimeout: 120_000
  }
})
