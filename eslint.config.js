import tseslint from "typescript-eslint"
import { local } from "./scripts/eslint-rules.js"

const deepEffect = {
  paths: [
    { name: "effect", message: "Import effect/<Module>: a program then bundles only what it uses." },
    { name: "@effect/platform", message: "Import @effect/platform/<Module>." },
    { name: "@effect/platform-node", message: "Import @effect/platform-node/<Module>." }
  ],
  patterns: [
    {
      regex: "^(\\.\\./)+(core|elements|testing|migration)/",
      message: "Import another package by its name; what it does not export is not yours."
    },
    { regex: "^@effect-grafana/[a-z]+/(src|build|internal)", message: "Import what the package exports." }
  ]
}

const arrows = (...forbidden) => ({
  ...deepEffect,
  patterns: [
    ...deepEffect.patterns,
    { group: forbidden, message: "Arrows point from migration and testing to elements to core." }
  ]
})

const noNode = { group: ["node:*", "undici", "@effect/platform-node*"], message: "Only Node.ts knows Node." }

export default tseslint.config(
  { ignores: ["**/build/**", "**/dist/**", "**/node_modules/**", "**/*.generated.*"] },
  ...tseslint.configs.recommended,
  {
    plugins: { local },
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // `{}` is the empty part of an intersection in the contract's types, and an empty interface names a model.
      "@typescript-eslint/no-empty-object-type": "off",
      "local/no-outside-paths": "error"
    }
  },
  {
    files: ["packages/*/src/**/*.ts"],
    rules: {
      "no-console": "error",
      "no-restricted-imports": ["error", deepEffect],
      "local/sound-assertions": "error"
    }
  },
  {
    files: ["packages/core/src/**/*.ts"],
    rules: { "no-restricted-imports": ["error", arrows("@effect-grafana/*")] }
  },
  {
    files: ["packages/core/src/**/*.ts"],
    ignores: ["packages/core/src/Node.ts", "packages/core/src/internal/node/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { ...deepEffect, patterns: [...arrows("@effect-grafana/*").patterns, noNode] }
      ]
    }
  },
  {
    files: ["packages/elements/src/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          ...deepEffect,
          patterns: [
            ...deepEffect.patterns,
            noNode,
            {
              group: ["@effect-grafana/testing*", "@effect-grafana/migration*"],
              message: "Elements know only core."
            }
          ]
        }
      ]
    }
  },
  {
    files: ["packages/testing/src/**/*.ts"],
    rules: { "no-restricted-imports": ["error", arrows("@effect-grafana/migration*")] }
  },
  {
    files: ["packages/*/dtslint/**/*.ts"],
    rules: { "@typescript-eslint/no-unused-vars": "off" }
  }
)
