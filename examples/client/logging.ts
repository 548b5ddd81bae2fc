import type { LeanRailsOptions } from '../../generated/leanrails/client.ts'

/** The part of a logger that the hooks use. Pino, Winston and `console` have it. */
export interface Logger {
  readonly info: (details: object) => void
  readonly warn: (details: object) => void
}

/**
 * Returns hooks that log each attempt. An attempt has no header, no body and no credential, so it is logged as it is.
 *
 * @example createLeanRails({ apiKey, ...logging(pino()) })
 */
export const logging = (logger: Logger): Pick<LeanRailsOptions, 'onResponse' | 'onRetry'> => ({
  onResponse: ({ method, url, attempt, idempotencyKey, status, requestId, duration, reason }) => {
    logger.info({ method, url, attempt, idempotencyKey, status, requestId, duration, reason })
  },
  onRetry: ({ attempt, idempotencyKey, delay, reason }) => {
    logger.warn({ attempt, idempotencyKey, delay, reason })
  },
})
