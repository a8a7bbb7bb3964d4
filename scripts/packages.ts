/** The packages that are published, each after those that it needs. */
export const packages = ["core", "elements", "testing", "migration"] as const
