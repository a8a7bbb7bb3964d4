import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["packages/*/test/**/*.test.ts", "examples/test/**/*.test.ts"],
    setupFiles: ["vitest.setup.ts"],
    pool: "forks",
    testTimeout: 30_000
  }
})
