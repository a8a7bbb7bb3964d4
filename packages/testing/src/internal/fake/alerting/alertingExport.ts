import type { JsonObject } from "../bind.js"
import { json, text, type FakeResponse } from "../message.js"
import type { Context } from "../route.js"
import { toYaml } from "../words/yaml.js"

type Format = "json" | "yaml" | "hcl"

/** What the query asks for, else what the caller accepts, else YAML. */
const formatOf = ({ query, request }: Context): Format => {
  const asked = query.get("format")
  if (asked === "json" || asked === "yaml" || asked === "hcl") return asked
  return request.headers["accept"]?.includes("json") === true ? "json" : "yaml"
}

const attached = (response: FakeResponse, disposition: string): FakeResponse => ({
  ...response,
  headers: { ...response.headers, "content-disposition": disposition }
})

/** Answers with a file that Grafana could be provisioned from. `hcl` makes the resources of its Terraform form. */
export const exportResponse = (
  context: Context,
  file: JsonObject,
  hcl: () => ReadonlyArray<string>
): FakeResponse => {
  const format = formatOf(context)
  const download = context.query.flag("download")
  if (format === "hcl") {
    const body = hcl().join("")
    return download
      ? attached(text(200, body, "application/terraform+hcl"), "attachment;filename=export.tf")
      : text(200, body, "text/hcl")
  }
  const named = `attachment;filename="export.${format}"`
  if (format === "json") return download ? attached(json(200, file), named) : json(200, file)
  const yaml = toYaml(file)
  return download ? attached(text(200, yaml, "application/yaml"), named) : text(200, yaml, "text/yaml")
}

/** `$` starts a variable in provisioning files, so it stands doubled there. */
export const escapeVariables = (value: string): string => value.replaceAll("$", "$$$$")
