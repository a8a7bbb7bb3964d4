export const services = [
  "Payments",
  "Checkout",
  "Catalog",
  "Search",
  "Identity",
  "Billing",
  "Shipping",
  "Ingest",
  "Gateway",
  "Scheduler",
  "Notifier",
  "Ledger",
  "Inventory",
  "Recommender",
  "Mailer",
  "Archive"
]

export const aspects = [
  "Overview",
  "Latency",
  "Errors",
  "Saturation",
  "Traffic",
  "Capacity",
  "Deployments",
  "SLO",
  "Database",
  "Queues",
  "Cache",
  "Kubernetes"
]

export const departments = [
  "Platform",
  "Product",
  "Data",
  "Security",
  "Infrastructure",
  "Finance",
  "Operations",
  "Research"
]

export const environments = ["Production", "Staging", "Development", "Europe", "America", "Asia"]

export const tags = [
  "prod",
  "staging",
  "slo",
  "team",
  "kubernetes",
  "database",
  "business",
  "oncall",
  "legacy"
]

export const firstNames = [
  "Ada",
  "Alan",
  "Barbara",
  "Claude",
  "Donald",
  "Edsger",
  "Frances",
  "Grace",
  "Hedy",
  "Ivan",
  "John",
  "Katherine",
  "Leslie",
  "Margaret",
  "Niklaus",
  "Radia"
]

export const lastNames = [
  "Allen",
  "Brooks",
  "Codd",
  "Dahl",
  "Engelbart",
  "Floyd",
  "Gray",
  "Hoare",
  "Iverson",
  "Johnson",
  "Knuth",
  "Lamport",
  "Milner",
  "Nygaard",
  "Perlman",
  "Ritchie"
]

export const panelTypes = ["timeseries", "stat", "gauge", "table", "barchart", "heatmap", "logs", "bargauge"]

export const metrics = [
  "http_requests_total",
  "http_request_duration_seconds_bucket",
  "process_cpu_seconds_total",
  "go_memstats_alloc_bytes",
  "node_filesystem_free_bytes",
  "queue_depth",
  "kube_pod_status_phase",
  "cache_hits_total"
]

export const severities = ["critical", "warning", "info"]

export const cities = ["Berlin", "Lisbon", "Nairobi", "Osaka", "Quito", "Toronto"]
