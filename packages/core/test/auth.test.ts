import { FileSystem } from "@effect/platform"
import { SystemError } from "@effect/platform/Error"
import { NodeFileSystem } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import * as fc from "fast-check"
import { Context, Effect, Either, Layer, Option, Redacted, Ref } from "effect"
import * as Auth from "@effect-grafana/core/Auth"
import type { InvalidConfig } from "@effect-grafana/core/GrafanaConfig"

const headersOf = <E, R>(layer: Layer.Layer<Auth.Auth, E, R>) =>
  Auth.Auth.pipe(
    Effect.flatMap(({ credential }) => credential),
    Effect.map(Redacted.value),
    Effect.provide(layer)
  )

const faultOf = (layer: Layer.Layer<Auth.Auth, InvalidConfig>) =>
  Effect.flip(headersOf(layer)).pipe(
    Effect.map((error) => (error._tag === "InvalidConfig" ? error.message : assert.fail(error.message)))
  )

const both = (text: string): ReadonlyArray<Auth.Secret> => [text, Redacted.make(text)]

describe("credentials that stay", () => {
  it.effect("a token is a bearer", () =>
    Effect.gen(function* () {
      for (const token of both("glsa_abc")) {
        assert.deepStrictEqual(yield* headersOf(Auth.token(token)), { authorization: "Bearer glsa_abc" })
      }
    })
  )

  it.effect("basic is base64 of UTF-8", () =>
    Effect.gen(function* () {
      for (const password of both("pä:ss€😀")) {
        assert.deepStrictEqual(yield* headersOf(Auth.basic({ username: "Zoë", password })), {
          authorization: `Basic ${Buffer.from("Zoë:pä:ss€😀", "utf8").toString("base64")}`
        })
      }
    })
  )

  it.effect("a header goes under its lower-case name", () =>
    Effect.gen(function* () {
      for (const value of both("jane")) {
        assert.deepStrictEqual(yield* headersOf(Auth.header("X-WEBAUTH-USER", value)), {
          "x-webauth-user": "jane"
        })
      }
      assert.deepStrictEqual(yield* headersOf(Auth.header("Authorization", "Custom x y")), {
        authorization: "Custom x y"
      })
    })
  )

  it.effect("a session is a cookie, named as Grafana names it unless told", () =>
    Effect.gen(function* () {
      for (const value of both("0a1b")) {
        assert.deepStrictEqual(yield* headersOf(Auth.cookieSession({ value })), {
          cookie: "grafana_session=0a1b"
        })
        assert.deepStrictEqual(yield* headersOf(Auth.cookieSession({ value, name: "sid" })), {
          cookie: "sid=0a1b"
        })
      }
    })
  )

  it.effect("anonymous sends nothing", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* headersOf(Auth.anonymous), {})
    })
  )

  it.effect("what does not rotate is one object, at hand without waiting", () =>
    Effect.gen(function* () {
      const layers = [
        Auth.token("t"),
        Auth.basic({ username: "u", password: "p" }),
        Auth.header("x-a", "1"),
        Auth.cookieSession({ value: "c" }),
        Auth.anonymous
      ]
      for (const layer of layers) {
        const { credential } = Context.get(yield* Layer.build(layer), Auth.Auth)
        assert.strictEqual(Effect.runSync(credential), Effect.runSync(credential))
      }
    }).pipe(Effect.scoped)
  )

  const refused: ReadonlyArray<readonly [string, Layer.Layer<Auth.Auth, InvalidConfig>, string]> = [
    ["an empty token", Auth.token(""), "token is empty"],
    ["an empty redacted token", Auth.token(Redacted.make("")), "token is empty"],
    ["a token with a line break", Auth.token("a\nb"), "token holds white space"],
    ["a token with a line break at its end", Auth.token("a\r\n"), "token holds white space"],
    [
      "a token outside of ASCII",
      Auth.token("tökn"),
      "token holds a control character or one outside of ASCII"
    ],
    ["a token with its scheme", Auth.token("Bearer abc"), "give the token alone"],
    ["an empty user name", Auth.basic({ username: "", password: "p" }), "username is empty"],
    ["a user name with a colon", Auth.basic({ username: "a:b", password: "p" }), "username holds a colon"],
    [
      "a user name with a line break",
      Auth.basic({ username: "a\n", password: "p" }),
      "username holds a line break"
    ],
    ["an empty password", Auth.basic({ username: "u", password: Redacted.make("") }), "password is empty"],
    [
      "a password with a line break",
      Auth.basic({ username: "u", password: "p\r" }),
      "password holds a line break"
    ],
    ["an empty header name", Auth.header("", "x"), "is empty"],
    ["a header name with a line break", Auth.header("x\n", "x"), "holds a character that names cannot have"],
    ["a header that frames the request", Auth.header("Content-Length", "0"), "belongs to the connection"],
    ["the organization's header", Auth.header("X-Grafana-Org-Id", "2"), "is the option organization"],
    ["an empty header value", Auth.header("x-a", ""), "header x-a is empty"],
    [
      "a header value with a line break",
      Auth.header("x-a", "a\r\nx-b: c"),
      "header x-a holds a control character"
    ],
    ["an empty cookie", Auth.cookieSession({ value: "" }), "value is empty"],
    ["a cookie with a second one", Auth.cookieSession({ value: "a; admin=1" }), "cookies cannot have"],
    ["a cookie with a line break", Auth.cookieSession({ value: "a\n" }), "cookies cannot have"],
    ["a cookie with its name", Auth.cookieSession({ value: "grafana_session=a" }), "repeats the name"],
    ["a cookie without a name", Auth.cookieSession({ value: "a", name: "" }), "name is empty"]
  ]
  it.effect.each(refused)("%s is refused when the layer is built", ([_, layer, words]) =>
    Effect.gen(function* () {
      assert.include(yield* faultOf(layer), words)
    })
  )

  it("a token that is accepted travels as it is", () => {
    const characters = fc.constantFrom(
      "a",
      "Z",
      "9",
      "_",
      "-",
      ".",
      "=",
      "/",
      "+",
      " ",
      "\n",
      "\u00a0",
      "é",
      "\0"
    )
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 8 }), (token) => {
        const result = Effect.runSync(Effect.either(headersOf(Auth.token(token))))
        const fine = /^[\w\-.=/+]+$/.test(token)
        assert.strictEqual(Either.isRight(result), fine)
        if (Either.isRight(result)) {
          assert.deepStrictEqual([...new Headers(result.right)], [["authorization", `Bearer ${token}`]])
        }
      }),
      { numRuns: 300, seed: 1 }
    )
  })
})

describe("credentials that rotate", () => {
  const rotating = Effect.gen(function* () {
    const current = yield* Ref.make<Readonly<Record<string, Auth.Secret>>>({ Authorization: "Bearer one" })
    const { credential } = yield* Auth.make(Effect.map(Ref.get(current), (headers) => ({ ...headers })))
    return { current, credential }
  })

  it.effect("the effect is run for each attempt", () =>
    Effect.gen(function* () {
      const { credential, current } = yield* rotating
      assert.deepStrictEqual(Redacted.value(yield* credential), { authorization: "Bearer one" })
      yield* Ref.set(current, { authorization: Redacted.make("Bearer two"), cookie: "a=b" })
      assert.deepStrictEqual(Redacted.value(yield* credential), {
        authorization: "Bearer two",
        cookie: "a=b"
      })
    })
  )

  it.effect("the same headers are the same credential, others are another", () =>
    Effect.gen(function* () {
      const { credential, current } = yield* rotating
      const first = yield* credential
      assert.strictEqual(yield* credential, first)
      yield* Ref.set(current, { authorization: "Bearer two" })
      const second = yield* credential
      assert.notStrictEqual(second, first)
      yield* Ref.set(current, { "x-token": "Bearer two" })
      assert.notStrictEqual(yield* credential, second)
    })
  )

  it.effect.each([
    { authorization: "Bearer CANARY\n" },
    { authorization: "" },
    { host: "CANARY" },
    { "a b": "CANARY" }
  ])("headers that cannot be sent are CredentialUnavailable: %j", (headers) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(headersOf(Auth.layer(Effect.succeed(headers))))
      assert.strictEqual(error._tag, "CredentialUnavailable")
      assert.notInclude(error.message, "CANARY")
    })
  )

  it.effect("a failure of the effect is the credential's", () =>
    Effect.gen(function* () {
      const failure = new Auth.CredentialUnavailable({ message: "the vault is sealed" })
      assert.strictEqual(yield* Effect.flip(headersOf(Auth.layer(Effect.fail(failure)))), failure)
    })
  )

  it.effect("what the effect needs is taken when the layer is built; the call's own context stays", () =>
    Effect.gen(function* () {
      class Vault extends Context.Tag("test/Vault")<Vault, string>() {}
      class Caller extends Context.Tag("test/Caller")<Caller, string>() {}
      const headers = Effect.map(Effect.all([Vault, Effect.serviceOption(Caller)]), ([vault, caller]) => ({
        "x-vault": vault,
        "x-caller": Option.getOrElse(caller, () => "nobody")
      }))
      const layer = Auth.layer(headers).pipe(
        Layer.provide(Layer.mergeAll(Layer.succeed(Vault, "v"), Layer.succeed(Caller, "builder")))
      )
      const { credential } = Context.get(yield* Layer.build(layer), Auth.Auth)
      const asked = yield* Effect.provideService(credential, Caller, "caller")
      assert.deepStrictEqual(Redacted.value(asked), { "x-vault": "v", "x-caller": "caller" })
    }).pipe(Effect.scoped)
  )
})

describe("a token file", () => {
  interface File {
    readonly text: string
    readonly mtime: Option.Option<Date>
    readonly ino: number
  }

  const changed = (millis: number) => Option.some(new Date(millis))

  const info = ({ ino, mtime, text }: File): FileSystem.File.Info => ({
    type: "File",
    mtime,
    atime: Option.none(),
    birthtime: Option.none(),
    dev: 0,
    ino: Option.some(ino),
    mode: 0o600,
    nlink: Option.none(),
    uid: Option.none(),
    gid: Option.none(),
    rdev: Option.none(),
    size: FileSystem.Size(text.length),
    blksize: Option.none(),
    blocks: Option.none()
  })

  const denied = new SystemError({ reason: "PermissionDenied", module: "FileSystem", method: "readFile" })

  /** One file of which everything can change, and which counts how often it was read. */
  const disk = Effect.gen(function* () {
    const file = yield* Ref.make<File | undefined>({ text: "one\n", mtime: changed(1), ino: 1 })
    const reads = yield* Ref.make(0)
    const present = Effect.flatMap(Ref.get(file), (file) =>
      file === undefined ? Effect.fail(denied) : Effect.succeed(file)
    )
    const files = FileSystem.layerNoop({
      stat: () => Effect.map(present, info),
      readFileString: () =>
        Effect.zipRight(
          Ref.update(reads, (n) => n + 1),
          Effect.map(present, ({ text }) => text)
        )
    })
    const built = yield* Layer.build(Layer.provide(Auth.tokenFile("/run/token"), files))
    return { file, reads, credential: Context.get(built, Auth.Auth).credential }
  })

  it.scoped("is read once as long as it does not change, and not before the first call", () =>
    Effect.gen(function* () {
      const { credential, reads } = yield* disk
      assert.strictEqual(yield* Ref.get(reads), 0)
      const first = yield* credential
      assert.deepStrictEqual(Redacted.value(first), { authorization: "Bearer one" })
      assert.strictEqual(yield* credential, first)
      assert.strictEqual(yield* Ref.get(reads), 1)
    })
  )

  it.scoped.each<readonly [string, File]>([
    ["time", { text: "two\n", mtime: Option.some(new Date(2)), ino: 1 }],
    ["size", { text: "three\n", mtime: Option.some(new Date(1)), ino: 1 }],
    ["identity, as by a rename", { text: "two\n", mtime: Option.some(new Date(1)), ino: 2 }]
  ])("is read again when it has another %s", ([_, next]) =>
    Effect.gen(function* () {
      const { credential, file } = yield* disk
      yield* credential
      yield* Ref.set(file, next)
      assert.deepStrictEqual(Redacted.value(yield* credential), {
        authorization: `Bearer ${next.text.trim()}`
      })
    })
  )

  it.scoped("is read each time where the file system keeps no time of change", () =>
    Effect.gen(function* () {
      const { credential, file, reads } = yield* disk
      yield* Ref.set(file, { text: "one", mtime: Option.none(), ino: 1 })
      const first = yield* credential
      assert.strictEqual(yield* credential, first)
      assert.strictEqual(yield* Ref.get(reads), 2)
      yield* Ref.set(file, { text: "two", mtime: Option.none(), ino: 1 })
      assert.deepStrictEqual(Redacted.value(yield* credential), { authorization: "Bearer two" })
    })
  )

  it.scoped("that was touched gives the same credential", () =>
    Effect.gen(function* () {
      const { credential, file, reads } = yield* disk
      const first = yield* credential
      yield* Ref.set(file, { text: "one\r\n", mtime: changed(9), ino: 1 })
      assert.strictEqual(yield* credential, first)
      assert.strictEqual(yield* Ref.get(reads), 2)
    })
  )

  it.scoped("that holds no token is CredentialUnavailable, until it does", () =>
    Effect.gen(function* () {
      const { credential, file } = yield* disk
      for (const [text, words] of [
        ["", "is empty"],
        ["\n\n", "is empty"],
        ["CANARY CANARY", "white space"],
        ["CANARY\nCANARY\n", "white space"]
      ] as const) {
        yield* Ref.set(file, { text, mtime: changed(text.length + 10), ino: 1 })
        const error = yield* Effect.flip(credential)
        assert.strictEqual(error._tag, "CredentialUnavailable")
        assert.include(error.message, "/run/token")
        assert.include(error.message, words)
        assert.notInclude(error.message, "CANARY")
      }
      yield* Ref.set(file, { text: "two", mtime: changed(50), ino: 1 })
      assert.deepStrictEqual(Redacted.value(yield* credential), { authorization: "Bearer two" })
    })
  )

  it.scoped("that cannot be read is CredentialUnavailable with its cause", () =>
    Effect.gen(function* () {
      const { credential, file } = yield* disk
      yield* credential
      yield* Ref.set(file, undefined)
      const error = yield* Effect.flip(credential)
      assert.include(error.message, "/run/token cannot be read")
      assert.strictEqual(error.cause, denied)
    })
  )

  it.effect("needs a path", () =>
    Effect.gen(function* () {
      const layer = Layer.provide(Auth.tokenFile(""), FileSystem.layerNoop({}))
      assert.strictEqual(yield* faultOf(layer), "path is empty")
    })
  )

  it.scoped("on a real disk follows a replaced file", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const path = `${yield* files.makeTempDirectoryScoped()}/token`
      yield* files.writeFileString(path, "one\n")
      const { credential } = Context.get(yield* Layer.build(Auth.tokenFile(path)), Auth.Auth)
      const first = yield* credential
      assert.deepStrictEqual(Redacted.value(first), { authorization: "Bearer one" })
      assert.strictEqual(yield* credential, first)
      yield* files.writeFileString(`${path}.new`, "two\n")
      yield* files.rename(`${path}.new`, path)
      assert.deepStrictEqual(Redacted.value(yield* credential), { authorization: "Bearer two" })
      yield* files.remove(path)
      assert.include((yield* Effect.flip(credential)).message, "cannot be read")
    }).pipe(Effect.provide(NodeFileSystem.layer))
  )
})
