/** What the server answers, made once: Grafana's own envelope around a dashboard of 6 kB, and users in pages. */
import { readFileSync } from "node:fs"

export const dashboard = readFileSync(new URL("../data/dashboard.json", import.meta.url))

export const userCount = 100_000

const user = (index: number) => ({
  id: index + 1,
  uid: `u${String(index).padStart(13, "0")}`,
  name: `User ${index}`,
  login: `user${index}`,
  email: `user${index}@example.com`,
  avatarUrl: "/avatar/46d229b033af06a191ff2267bca9ae56",
  isAdmin: false,
  isDisabled: false,
  isProvisioned: false,
  lastSeenAt: "2026-11-22T06:08:45Z",
  lastSeenAtAge: "< 1 minute",
  authLabels: []
})

const pages = new Map<string, Buffer>()

export const usersPage = (page: number, perPage: number): Buffer => {
  const key = `${page}/${perPage}`
  const known = pages.get(key)
  if (known !== undefined) return known
  const from = (page - 1) * perPage
  const length = Math.max(0, Math.min(perPage, userCount - from))
  const users = Array.from({ length }, (_, index) => user(from + index))
  const made = Buffer.from(JSON.stringify({ totalCount: userCount, users, page, perPage }))
  pages.set(key, made)
  return made
}
