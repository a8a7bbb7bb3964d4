/** The server of the benchmarks, a process of its own: one recorded dashboard, and users in pages. */
import { createServer } from "node:http"
import { dashboard, usersPage } from "./answers.js"

const server = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://127.0.0.1")
  const body = url.pathname.startsWith("/api/users")
    ? usersPage(Number(url.searchParams.get("page")), Number(url.searchParams.get("perpage")))
    : dashboard
  response.writeHead(200, { "content-type": "application/json", "content-length": body.length })
  response.end(body)
})

server.keepAliveTimeout = 60_000
server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  if (typeof address === "object" && address !== null) process.send?.(address.port)
})
process.on("disconnect", () => process.exit(0))
