import type * as Plan from "@effect-grafana/migration/Plan"

const sha256 = "0".repeat(64)

/** A plan with something of everything. */
export const samplePlan: Plan.Plan = {
  format: 1,
  madeAt: "2026-01-02T03:04:05.000Z",
  source: { url: "http://old.example.com", version: "11.6.1" },
  target: { url: "http://new.example.com", version: "12.3.0" },
  alertRules: "paused",
  organizations: [
    {
      source: { id: 1, name: "Main Org." },
      target: { id: 1, name: "Main Org." },
      remap: { "data-sources": { prom: "thanos" } },
      actions: [
        {
          kind: "folders",
          key: "f",
          title: "Team",
          change: "create",
          reason: "not in the target",
          wanted: sha256
        },
        {
          kind: "folders",
          key: "g",
          title: "Shared",
          change: "conflict",
          reason: "the target's is managed by kubectl",
          differences: ["title"],
          wanted: sha256,
          found: { sha256, version: 3 }
        },
        {
          kind: "data-sources",
          key: "prom",
          title: "Prometheus",
          change: "update",
          reason: "differs",
          targetKey: "thanos",
          differences: ["url"],
          wanted: sha256,
          found: { sha256, version: 7, id: "4" }
        },
        {
          kind: "dashboards",
          key: "d",
          title: "Sales",
          change: "create",
          reason: "not in the target",
          wanted: sha256
        },
        { kind: "dashboards", key: "e", title: "Old", change: "extra", reason: "only in the target" },
        {
          kind: "users",
          key: "ada",
          title: "Ada\u001b[2J",
          change: "conflict",
          reason: "the target's organization has no user of this login or e-mail: invite or add them"
        }
      ],
      unresolved: [
        {
          kind: "dashboards",
          key: "d",
          at: "dashboard.panels[0].datasource",
          missing: { kind: "data-sources", key: "loki" }
        },
        {
          kind: "dashboards",
          key: "d",
          at: "dashboard.panels[1].datasource",
          missing: { kind: "data-sources", key: "loki" }
        },
        { kind: "teams", key: "Sales", at: "members[0].user", missing: { kind: "users", key: "ada" } }
      ],
      findings: [
        {
          side: "source",
          kind: "dashboards",
          problem: "the first search did not come to its end: boom (ServerError, 500)"
        },
        {
          side: "target",
          kind: "dashboards",
          key: "x",
          title: "X",
          problem: "could not be read: Denied (Forbidden, 403)"
        }
      ]
    },
    {
      source: { id: 2, name: "Second" },
      target: { id: null, name: "Second" },
      remap: {},
      actions: [],
      unresolved: [],
      findings: []
    }
  ]
}
