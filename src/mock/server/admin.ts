import type { Description } from '../../description/index.ts'
import { FIXTURES_PATH } from '../fixtures-path.js'
import { createFixture } from '../respond/create-fixture.ts'
import type { FixtureOptions } from '../respond/create-fixture.ts'
import type { SerializedResponse } from './mock-response.ts'
import type { MockRequest } from './request.ts'
import type { Resources } from '../state/resources.ts'

/**
 * `POST /_mock/fixtures {"operation", "state", "apiKey", "status"}`: the path parameters of a fresh resource, 201; 404 for a state or
 * a status that the description does not know. Undefined for every other request.
 */
export function admin(
  request: MockRequest,
  description: Description,
  resources: Resources,
): SerializedResponse | undefined {
  if (request.path !== FIXTURES_PATH) return undefined
  if (request.method !== 'POST') return jsonResponse(405, { message: 'Send a POST.' }, { Allow: 'POST' })
  const fixtureOptions = parse(request.body.toString('utf8'))
  if (fixtureOptions === undefined)
    return jsonResponse(400, {
      message: 'Send a JSON object: {"operation", "state", "apiKey", "status"}, none needed.',
    })
  const parameters = createFixture(description, resources, fixtureOptions)
  return parameters === undefined
    ? jsonResponse(404, { message: 'No operation knows this state, or documents this status.' })
    : jsonResponse(201, { parameters })
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
