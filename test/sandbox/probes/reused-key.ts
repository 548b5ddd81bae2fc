/** The error that each API returns for a reused key. */
export const reusedKeyError = {
  leanrails: '422 invalid_request_error idempotency_key_reused Idempotency-Key',
  stripe: '400 idempotency_error - -',
}
