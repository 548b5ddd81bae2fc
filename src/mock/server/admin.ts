import type { Description } from '../../description/index.ts'
import { FIXTURES_PATH } from '../fixtures-path.js'
import { createFixture } from '../respond/create-fixture.ts'
import type { FixtureOptions } from '../respond/create-fixture.ts'
import type { SerializedResponse } from './mock-response.ts'
import type { MockRequest } from './request.ts'
import type { Memory } from '../respond/rules.ts'

/**
 * Responds to `POST /_mock/fixtures {"operation", "state", "apiKey", "status"}`: creates a resource and returns 201 with
 * its path parameters, or 404 for a state or a status code that the description does not document. `DELETE` on this path
 * forgets everything that was created.
 *
 * @returns undefined for every other path
 */
export function admin(
  request: MockRequest,
  description: Description,
  memory: Memory,
): SerializedResponse | undefined {
  if (request.path !== FIXTURES_PATH) return undefined
  if (request.method === 'DELETE') {
    forget(memory)
    return { status: 204, headers: { 'X-Mock': 'fixtures' } }
  }
  if (request.method !== 'POST')
    return jsonResponse(
      405,
      { message: 'This path supports only POST and DELETE.' },
      { Allow: 'POST, DELETE' },
    )
  const fixtureOptions = parse(request.body.toString('utf8'))
  if (fixtureOptions === undefined)
    return jsonResponse(400, {
      message:
        'The body must be a JSON object. Its properties are optional: `operation`, `state`, `apiKey`, `status`.',
    })
  if (fixtureOptions.operation !== undefined) memory.created.addFixture(fixtureOptions.operation)
  const parameters = createFixture(description, memory, fixtureOptions)
  return parameters === undefined
    ? jsonResponse(404, { message: 'No operation documents this state and this status code.' })
    : jsonResponse(201, { parameters })
}

/** Forgets everything that was created, and all idempotency keys. */
export function forget(memory: Memory): void {
  for (const part of [memory.resources, memory.keys, memory.created]) part.clear()
}

function jsonResponse(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): SerializedResponse {
  return {
    status,
    headers: { 'Content-Type': 'application/json', 'X-Mock': 'fixtures', ...headers },
    body: JSON.stringify(body),
  }
}

function parse(text: string): FixtureOptions | undefined {
  try {
    const value = JSON.parse(text === '' ? '{}' : text) as unknown
    if (typeof value !== 'object' || value === null) return undefined
    const { operation, state, apiKey, status } = value as Record<string, unknown>
    return {
      operation: textOf(operation),
      state: textOf(state),
      owner: textOf(apiKey),
      status: textOf(status),
    }
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
