import type * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"

/** A fake that shows what the API has written as if something else had. */
export const provisionedBy = (provenance: string, fake: FakeGrafana.Service): FakeGrafana.Service => ({
  ...fake,
  handle: (request) => {
    const answer = fake.handle(request)
    return {
      ...answer,
      body: answer.body.replaceAll('"provenance":"api"', `"provenance":"${provenance}"`)
    }
  }
})
