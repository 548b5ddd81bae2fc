import type { Description } from '../../description/index.ts'
import { FIXTURES_PATH } from '../fixtures-path.js'
import { freshResource } from '../respond/fresh.ts'
import type { FreshWishes } from '../respond/fresh.ts'
import type { Reply } from './reply.ts'
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
): Reply | undefined {
  if (request.path !== FIXTURES_PATH) return undefined
  if (request.method !== 'POST') return reply(405, { message: 'Send a POST.' }, { Allow: 'POST' })
  const wanted = parse(request.body.toString('utf8'))
  if (wanted === undefined)
    return reply(400, {
      message: 'Send a JSON object: {"operation", "state", "apiKey", "status"}, none needed.',
    })
  const parameters = freshResource(description, resources, wanted)
  return parameters === undefined
    ? reply(404, { message: 'No operation knows this state, or documents this status.' })
    : reply(201, { parameters })
}

function reply(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/json', 'X-Mock': 'fixtures', ...headers },
    body: JSON.stringify(body),
  }
}

function parse(text: string): FreshWishes | undefined {
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
