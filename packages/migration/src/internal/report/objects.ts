/** The table of objects, without its rows: those come from the data, and the script shows the ones in sight. */
import { type Html, markup, nothing } from "./html.js"

const columns = [
  ["status", "Outcome"],
  ["kind", "Kind"],
  ["title", "Title"],
  ["key", "Key"],
  ["organization", "Organization"],
  ["reason", "Reason"],
  ["at", "When"]
] as const

export const table = (isMany: boolean): Html => {
  const shown = columns.filter(([id]) => isMany || id !== "organization")
  return markup`<section id="objects" aria-labelledby="h-objects">
    <h2 id="h-objects">Objects</h2>
    <noscript>
      <p>The table of all objects needs the script of this page, which the browser does not run.</p>
    </noscript>
    <div id="tools" class="tools" hidden>
      <label class="search">
        <span class="hidden">Search objects</span>
        <input
          type="search"
          id="search"
          placeholder="Search titles, keys, reasons"
          autocomplete="off"
          spellcheck="false"
        />
        <kbd aria-hidden="true">/</kbd>
      </label>
      ${choice("kind", "Kind", "All kinds", false)}
      ${choice("organization", "Organization", "All organizations", !isMany)}
      <p id="count" class="soft" role="status"></p>
      <div id="statuses" class="chips" role="group" aria-label="Outcome"></div>
    </div>
    <div id="split" class="split" hidden>
      <div id="grid" class="grid">
        <table role="grid" id="table" tabindex="0" aria-label="Objects" aria-describedby="keys">
          <thead>
            <tr>
              ${shown.map(
                ([id, title]) =>
                  markup`<th scope="col" class="c-${id}">
                    <button type="button" data-column="${id}">${title}</button>
                  </th>`
              )}
            </tr>
          </thead>
          <tbody id="rows"></tbody>
        </table>
      </div>
      <aside id="detail" aria-label="The chosen object" hidden></aside>
    </div>
    <p id="keys" class="soft keys" hidden>
      <kbd>/</kbd> search, <kbd>↑</kbd> <kbd>↓</kbd> <kbd>Page</kbd> <kbd>Home</kbd> <kbd>End</kbd> move,
      <kbd>Enter</kbd> all of an object, <kbd>Esc</kbd> back
    </p>
  </section>
  `
}

const choice = (id: string, name: string, all: string, isHidden: boolean): Html =>
  markup`<label${isHidden ? markup` hidden` : nothing}>
    <span class="hidden">${name}</span>
    <select id="${id}"><option value="">${all}</option></select>
  </label>`
