import { startMock } from '../../src/mock/index.ts'
import type { MockOptions, RunningMock } from '../../src/mock/index.ts'

/** The parts of a response that tests check. */
export interface ReceivedResponse {
  readonly status: number
  readonly headers: Headers
  /** The parsed JSON; undefined without a body. */
  readonly body: unknown
  /** Type, code and param of an error body, if it has them. */
  readonly error: { type?: string; code?: string; param?: string; message?: string }
}

export interface Call {
  method?: string
  path?: string
  /** An undefined header is not sent. */
  headers?: Record<string, string | undefined>
  body?: string | Uint8Array
}

/** Sends requests to a mock. `defaults` make a valid one. */
export interface Caller {
  readonly mock: RunningMock
  send: (call?: Call) => Promise<ReceivedResponse>
}

export async function startCaller(
  api: string,
  options: MockOptions,
  defaults: Call | (() => Call),
): Promise<Caller> {
  const mock = await startMock(api, options)
  return {
    mock,
    async send(call = {}) {
      const base = typeof defaults === 'function' ? defaults() : defaults
      const headers = Object.entries({ ...base.headers, ...call.headers }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      )
      const method = call.method ?? base.method ?? 'GET'
      const body = call.body ?? base.body
      const response = await fetch(mock.url + (call.path ?? base.path ?? '/'), {
        method,
        headers,
        ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
      })
      return readResponse(response)
    },
  }
}

export async function readResponse(response: Response): Promise<ReceivedResponse> {
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  const body = text === '' ? undefined : isJson ? (JSON.parse(text) as unknown) : text
  const { error } = (typeof body === 'object' ? body : {}) as { error?: ReceivedResponse['error'] }
  return { status: response.status, headers: response.headers, body, error: error ?? {} }
}

export function basic(key: string): string {
  return `Basic ${Buffer.from(`${key}:`).toString('base64')}`
}
