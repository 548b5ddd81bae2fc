import type { Operation } from '../../description/index.ts'
import type { RecordedExchange, RecordedResponse } from '../../har/index.ts'
import { decodeOrUndefined } from '../../serialization/index.ts'
import type { Exchange } from '../http/exchange.ts'
import type { RuleId } from '../rules/ids.ts'
import { checkBody } from './check-body.ts'
import type { BodyCheck } from './check-body.ts'
import { checkCredentials } from './check-credentials.ts'
import { checkParameters } from './check-parameters.ts'
import type { RequestContext } from './check-parameters.ts'
import type { RawPath, SplitUrl } from './locate.ts'
import type { Observed } from './observed.ts'
import type { Replays } from './replays.ts'
import { receivedResponse, sentRequest } from './sent-request.ts'
import { isPlainRequest } from './upstream.ts'

/** An observed exchange, and the rules that its request could have violated. */
export interface ObservedRequest extends Observed {
  readonly testedRules: readonly RuleId[]
  /** Whether the response may be one that was stored before the recording began. */
  readonly mayBeOlder: boolean
}

/** Reads and checks the request of a recorded exchange. */
export function observe(
  context: RequestContext & { readonly replays: Replays },
  recorded: RecordedExchange & { readonly response: RecordedResponse },
  { operation, path, url }: { readonly operation: Operation; readonly path: RawPath; readonly url: SplitUrl },
): ObservedRequest {
  const { sentAt, receivedAt } = recorded
  const { isBodyLost } = recorded.request
  const request = sentRequest(recorded.request, url)
  const response = receivedResponse(recorded.response)
  const credentials = checkCredentials(operation, request)
  const parameters = checkParameters(context, operation, request, path)
  const body = isBodyLost ? NO_BODY : checkBody(context, operation, request)
  const isClientError = response.status >= 400 && response.status < 500
  const { credential, schemes } = credentials
  const isReplay = context.replays.isReplay(operation, credential, { request, response })
  const exchange: Exchange = {
    operation,
    request,
    response,
    requestBody: body.problems.length === 0 ? body.value : undefined,
    pathParameters: decodePath(path),
    sentAt,
    receivedAt,
    mayBeReplay: isReplay === 'yes',
    // A documented server error may be what a client wants to see.
    provoked: operation.responses.some(({ status }) => status === String(response.status)),
    mayBeHandledUpstream: isClientError && !isPlainRequest(request, path),
  }
  return {
    operation,
    exchange,
    problems: [...credentials.problems, ...parameters.problems, ...body.problems],
    content: body.content,
    credential,
    schemes,
    isRequestBodyLost: isBodyLost,
    mayBeOlder: isReplay === 'unknown',
    testedRules: [...credentials.testedRules, ...parameters.testedRules, ...body.testedRules],
  }
}

const NO_BODY: BodyCheck = { testedRules: [], problems: [], value: undefined }

/** Decodes path parameters. Returns nothing if any of them is invalid percent-encoding. */
function decodePath(path: RawPath): Record<string, string> {
  const decoded: Record<string, string> = {}
  for (const [name, text] of Object.entries(path)) {
    const value = decodeOrUndefined(text)
    if (value === undefined) return {}
    decoded[name] = value
  }
  return decoded
}
