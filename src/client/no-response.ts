import type { CallInfo } from './call-info.ts'
import { AbortError } from './errors/abort-error.ts'
import type { ClientError } from './errors/client-error.ts'
import { NetworkError } from './errors/network-error.ts'
import { TimeoutError } from './errors/timeout-error.ts'

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
