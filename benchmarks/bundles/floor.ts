/** What one endpoint is measured against: the platform's HttpClient and a schema, by hand. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

const Folder = Schema.Struct({
  uid: Schema.String,
  title: Schema.String,
  version: Schema.optional(Schema.Int)
})

const program = Effect.flatMap(HttpClient.HttpClient, (client) =>
  Effect.flatMap(client.get("http://localhost:3000/api/folders/a"), HttpClientResponse.schemaBodyJson(Folder))
)

void Effect.runPromise(Effect.provide(program, FetchHttpClient.layer)).then(console.log)
