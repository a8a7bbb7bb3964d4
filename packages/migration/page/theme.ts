/** Dark or light: as the system says until somebody chooses. */
import { byId } from "./dom.js"

const name = "migration-report-theme"

/** A page that was opened from a file may not be allowed to remember. */
const remembered = (): string | null => {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

const remember = (theme: string): void => {
  try {
    localStorage.setItem(name, theme)
  } catch {
    // It holds until the page is closed.
  }
}

export const theme = (): void => {
  const button = byId("theme")
  const system = matchMedia("(prefers-color-scheme: dark)")
  const now = (): string => document.documentElement.dataset["theme"] ?? (system.matches ? "dark" : "light")
  const show = (): void => {
    button.textContent = now() === "dark" ? "Light" : "Dark"
    button.setAttribute("aria-label", `${now() === "dark" ? "Light" : "Dark"} colours`)
  }
  const before = remembered()
  if (before === "dark" || before === "light") document.documentElement.dataset["theme"] = before
  button.addEventListener("click", () => {
    const next = now() === "dark" ? "light" : "dark"
    document.documentElement.dataset["theme"] = next
    remember(next)
    show()
  })
  system.addEventListener("change", show)
  button.hidden = false
  show()
}
