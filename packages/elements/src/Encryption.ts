/** The keys with which Grafana encrypts secrets in its database. For server admins, whom no token can be. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { SecretsLeft } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"

/**
 * Retires the keys in use: secrets are encrypted with new ones from now on. The retired still decrypt the others.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#rotate-data-encryption-keys
 */
export const rotateDataKeys = Endpoint.post(
  "adminRotateDataEncryptionKeys",
  "/api/admin/encryption/rotate-data-keys",
  {}
)

const text = { kind: "idempotent", success: Schema.String, response: "text" } as const

/**
 * Encrypts the keys anew, with the secret key or the key provider of the server's configuration.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#re-encrypt-data-encryption-keys
 */
export const reencryptDataKeys = Endpoint.post(
  "adminReencryptDataEncryptionKeys",
  "/api/admin/encryption/reencrypt-data-keys",
  text
)

/**
 * Encrypts all secrets anew, with the keys in use.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#re-encrypt-secrets
 */
export const reencryptSecrets = Endpoint.post(
  "adminReencryptSecrets",
  "/api/admin/encryption/reencrypt-secrets",
  { ...text, error: [SecretsLeft] }
)

/**
 * Encrypts all secrets as Grafana 8 did, straight with the secret key, before a return to it.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#roll-back-secrets
 */
export const rollBackSecrets = Endpoint.post(
  "adminRollbackSecrets",
  "/api/admin/encryption/rollback-secrets",
  {
    ...text,
    error: [SecretsLeft]
  }
)
