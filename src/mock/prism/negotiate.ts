import type { IHttpOperationConfig } from '@stoplight/prism-http'
import type { Operation } from '../../description/index.ts'
import type { MockResponse } from '../server/mock-response.ts'
import { headerValues } from '../server/request.ts'
import type { MockRequest } from '../server/request.ts'
import { PRISM_CONFIG } from './config.ts'
import type { Choice, PrismInstance, PrismOperation } from './config.ts'
import { PRISM_REQUEST } from './prism-request.ts'

/** Returns the documented response that Prism negotiates by `Accept`, or Prism's error. */
export async function negotiate(
  instance: PrismInstance,
  prismOperation: PrismOperation,
  operation: Operation,
  request: MockRequest,
  { code, example, dynamic, seed }: Choice,
): Promise<MockResponse | Error> {
  const config: IHttpOperationConfig = {
    dynamic: dynamic ?? false,
    ...(code !== undefined && { code }),
    ...(example !== undefined && { exampleKey: example }),
    ...(seed !== undefined && { seed }),
  }
  const requestPrism = async (mock: IHttpOperationConfig): Promise<MockResponse | Error> => {
    try {
      const prismConfig = { ...PRISM_CONFIG, mock }
      const result = await instance.request(PRISM_REQUEST, [prismOperation], prismConfig)()
      if (result._tag === 'Left') return result.left
      const mockResponse = toMockResponse(result.right.output)
      // Prism returns a success if the response with this status code has none of the media types.
      return code === undefined || mockResponse.status === code
        ? mockResponse
        : new Error(`Prism finds no content for ${code}.`)
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error))
    }
  }
  const accept = headerValues(request, 'accept').join(',')
  const wanted = accept === '' ? undefined : await requestPrism({ ...config, mediaTypes: accept.split(',') })
  if (wanted !== undefined && !(wanted instanceof Error)) return wanted
  // Without a documented 406 the API ignores `Accept`, which is allowed (RFC 9110, section 12.5.1).
  const isNotAcceptable =
    wanted !== undefined &&
    statusOf(wanted) === 406 &&
    operation.responses.some(({ status }) => status === '406')
  return requestPrism(isNotAcceptable ? { dynamic: false, code: 406 } : config)
}

/** Returns the status code of an error of Prism. */
function statusOf(error: Error): number {
  return (error as { status?: number }).status ?? 404
}

function toMockResponse(output: {
  statusCode: number
  headers?: Record<string, unknown>
  body?: unknown
}): MockResponse {
  const headers = Object.entries(output.headers ?? {}).filter(
    // A header without an example and a schema is null in Prism.
    ([, value]) => value !== null && value !== undefined,
  )
  return {
    status: output.statusCode,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
    body: output.body,
  }
}
