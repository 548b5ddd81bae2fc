// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import type { CallInfo } from './call-info.js'
import { AbortError } from './errors/abort-error.js'
import type { ClientError } from './errors/client-error.js'
import { NetworkError } from './errors/network-error.js'
import { TimeoutError } from './errors/timeout-error.js'

interface Failure {
  readonly message?: string
  readonly cause?: { readonly code?: string }
}

/** Returns the error of a call that has no response. `cause` is undefined after a timeout. */
export const noResponse = (info: CallInfo, cause: unknown, aborted: boolean | undefined): ClientError => {
  const { attempts, idempotencyKey } = info
  const reason = aborted
    ? 'aborted'
    : cause
      ? ((cause as Failure).cause?.code ?? (cause as Failure).message)
      : 'timeout'
  return new (aborted ? AbortError : cause ? NetworkError : TimeoutError)(
    info,
    attempts
      ? `No response after ${attempts} attempt${attempts > 1 ? 's' : ''} (${reason}). The request may have been processed${
          idempotencyKey < '!' ? '' : ': retry with the same idempotencyKey'
        }.`
      : 'Aborted before the request was sent.',
    cause,
  )
}
