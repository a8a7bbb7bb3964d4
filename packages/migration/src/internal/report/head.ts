/** The first thing that is read: what was moved from where to where, and whether all is well. */
import type { About } from "../../Origin.js"
import type { OrganizationVerdict } from "../../Verify.js"
import { bar } from "./bar.js"
import { count, type Counts, type Facts, sum } from "./facts.js"
import { type Html, markup, nothing } from "./html.js"
import { needSomebody, statuses } from "./status.js"
import { counted, duration, number, time } from "./words.js"

interface Headline {
  readonly tone: "good" | "warn" | "bad"
  readonly text: string
}

export const headlineOf = (facts: Facts, counts: Counts): Headline => {
  const waiting = sum(counts, ["waiting"])
  const doubt = sum(counts, ["doubt"])
  const trouble = sum(counts, needSomebody)
  const written = sum(counts, ["created", "updated", "already"])
  if (facts.moments.length === 0 && doubt === 0)
    return waiting + trouble === 0
      ? { tone: "good", text: "Nothing to do: the target has all that the plan is about." }
      : { tone: "warn", text: `Not begun: ${counted(waiting, "object")} to write.` }
  if (waiting + doubt > 0) {
    const parts = [
      `${number(written)} in place`,
      ...(doubt === 0 ? [] : [`${number(doubt)} in doubt`]),
      ...(waiting === 0 ? [] : [`${number(waiting)} not begun`])
    ]
    return { tone: "bad", text: `Stopped before its end: ${parts.join(", ")}.` }
  }
  if (trouble > 0)
    return { tone: "bad", text: `Carried out; ${counted(trouble, "object needs", "objects need")} somebody.` }
  const undone = sum(counts, ["undone"])
  if (undone > 0 && written === 0) return { tone: "good", text: `Taken back: ${counted(undone, "object")}.` }
  return { tone: "good", text: `Carried out: ${counted(written, "object")} in place.` }
}

const instance = ({ url, version }: About): Html =>
  markup`<bdi>${url === "" ? "Grafana" : url}</bdi>${
    version === null || version === "" ? nothing : markup` <span class="soft">${version}</span>`
  }`

export const head = (facts: Facts, verdicts: ReadonlyArray<OrganizationVerdict> | undefined): Html => {
  const { moments, plan } = facts
  const counts = count(facts.objects)
  const { text, tone } = headlineOf(facts, counts)
  return markup`<header class="top">
      <div>
        <p class="eyebrow">Migration report</p>
        <h1>
          ${instance(plan.source)} <span class="arrow" aria-label="to">→</span> ${instance(plan.target)}
        </h1>
      </div>
      <button type="button" id="theme" hidden>Dark</button>
    </header>
    <p class="headline ${tone}">${text}</p>
    ${verdicts === undefined ? nothing : verified(verdicts)} ${bar(counts)}
    <ul class="totals" aria-label="Objects by outcome">
      ${statuses.flatMap(({ id, mark, word }) => {
        const some = counts.get(id) ?? 0
        return some === 0
          ? []
          : [
              markup`<li>
                <a href="#objects" data-status="${id}"
                  ><span class="n">${number(some)}</span
                  ><span class="s-${id}"><span aria-hidden="true">${mark}</span> ${word}</span></a
                >
              </li>`
            ]
      })}
    </ul>
    <dl class="about">
      <div>
        <dt>Plan</dt>
        <dd>${isoTime(plan.madeAt)}</dd>
      </div>
      <div>
        <dt>Objects</dt>
        <dd>
          ${number(facts.objects.length)}${
            plan.organizations.length > 1 ? ` in ${counted(plan.organizations.length, "organization")}` : ""
          }
        </dd>
      </div>
      ${moments.length === 0 ? nothing : span(moments.map(({ at }) => at))}
      <div>
        <dt>New alert rules</dt>
        <dd>${plan.alertRules}</dd>
      </div>
    </dl>`
}

const span = (times: ReadonlyArray<number>): Html => {
  const from = times.reduce((one, other) => Math.min(one, other), Infinity)
  const to = times.reduce((one, other) => Math.max(one, other), -Infinity)
  return markup`<div>
      <dt>From</dt>
      <dd>${time(from)}</dd>
    </div>
    <div>
      <dt>To</dt>
      <dd>${time(to)} <span class="soft">${duration(to - from)}</span></dd>
    </div>`
}

const isoTime = (iso: string): string => {
  const millis = Date.parse(iso)
  return Number.isNaN(millis) ? iso : time(millis)
}

const verified = (verdicts: ReadonlyArray<OrganizationVerdict>): Html => {
  const all = verdicts.flatMap(({ mismatches }) => mismatches)
  const missing = all.filter(({ problem }) => problem === "missing").length
  const equal = verdicts.reduce((total, verdict) => total + verdict.equal, 0)
  const unread = verdicts.reduce((total, { findings }) => total + findings.length, 0)
  const tone = all.length + unread === 0 ? "good" : "bad"
  return markup`<p class="headline ${tone}">
    Verified: ${number(equal)} equal, ${number(all.length - missing)} different, ${number(missing)}
    missing${unread === 0 ? "" : `, ${number(unread)} not compared`}.
  </p>`
}
