/** Files encrypted with age. Its library is loaded when one is written or read. */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

/** Who is to read a file: those of these recipients (`age1...`), or who knows the passphrase. */
export type Lock =
  | { readonly recipients: ReadonlyArray<string> }
  | { readonly passphrase: Redacted.Redacted<string> }

/** What opens a file: an identity (`AGE-SECRET-KEY-1...`, or a file of them as age-keygen writes it), or the passphrase. */
export type Key =
  | { readonly identity: Redacted.Redacted<string> }
  | { readonly passphrase: Redacted.Redacted<string> }

const age = Effect.promise(() => import("age-encryption"))

/** Encrypts to a lock; fails with what is wrong with that. */
export const encrypter = (
  lock: Lock
): Effect.Effect<(bytes: Uint8Array) => Effect.Effect<Uint8Array>, string> =>
  Effect.gen(function* () {
    const made = new (yield* age).Encrypter()
    if ("passphrase" in lock) {
      const passphrase = Redacted.value(lock.passphrase)
      if (passphrase === "") return yield* Effect.fail("the passphrase is empty")
      made.setPassphrase(passphrase)
    } else {
      if (lock.recipients.length === 0) return yield* Effect.fail("nobody could read it: it has no recipient")
      for (const recipient of lock.recipients)
        yield* Effect.try({
          try: () => made.addRecipient(recipient),
          catch: () => `${recipient} is no recipient of age`
        })
    }
    return (bytes) => Effect.promise(() => made.encrypt(bytes))
  })

/** Decrypts a file, binary or armored; fails with what is wrong, and never says what the key is. */
export const decrypt = (file: Uint8Array, key: Key): Effect.Effect<Uint8Array, string> =>
  Effect.gen(function* () {
    const { armor, Decrypter } = yield* age
    const decrypter = new Decrypter()
    if ("passphrase" in key) decrypter.addPassphrase(Redacted.value(key.passphrase))
    else {
      const identities = Redacted.value(key.identity)
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== "" && !line.startsWith("#"))
      if (identities.length === 0) return yield* Effect.fail("cannot be decrypted: there is no identity")
      yield* Effect.try({
        try: () => identities.forEach((identity) => decrypter.addIdentity(identity)),
        catch: () => "cannot be decrypted: what was given is no identity of age"
      })
    }
    return yield* Effect.tryPromise({
      try: () => decrypter.decrypt(isArmored(file) ? armor.decode(new TextDecoder().decode(file)) : file),
      catch: () => "cannot be decrypted: it is for another key, or was changed"
    })
  })

const isArmored = (file: Uint8Array): boolean =>
  new TextDecoder().decode(file.subarray(0, 64)).trimStart().startsWith("-----BEGIN AGE")
