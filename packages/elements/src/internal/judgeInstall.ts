import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Option from "effect/Option"
import type { PluginSettings } from "../Plugins.js"

/** Whether an installation was carried out: the version that was asked for stands there. */
export const judgeInstall = (
  { version }: { readonly version?: string | undefined },
  found: Option.Option<PluginSettings>
): Endpoint.Verdict<void> =>
  Option.exists(found, ({ info }) => info.version === version) ? Endpoint.done(undefined) : Endpoint.notDone
