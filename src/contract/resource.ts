import type { Operation } from '../description/index.ts'
import { FixtureError } from './fixture-error.ts'
import type { FixtureContext, Fixtures, PathParameters } from './fixture.ts'
import { firstLine } from './first-line.ts'
import type { Secrets } from './secrets.ts'
import { addressOf } from './target.ts'
import type { Target } from './target.ts'
import { within } from './within.ts'

/** What resources are made with. */
export interface Workshop {
  readonly target: Target
  readonly secrets: Secrets
  readonly fixtures: Fixtures
  /** Whether no fixture module was given, so that a resource is the description's example. */
  readonly fromExamples: boolean
  /** Milliseconds until a fixture must be there. */
  readonly fixtureTimeout: number
}

/**
 * A fresh resource in a state, or undefined where the fixtures cannot make one.
 *
 * @throws FixtureError where they fail, or return what is no path parameters
 */
export async function makeResource(
  workshop: Workshop,
  operation: Operation,
  state: string,
  apiKey = workshop.target.apiKey,
): Promise<PathParameters | undefined> {
  const call = `create('${state}')`
  return made(workshop, operation, call, () =>
    workshop.fixtures.create(state, contextOf(workshop, operation, apiKey)),
  )
}

/** A fresh resource on which a valid request is answered with `status`; as above. */
export async function provokeAnswer(
  workshop: Workshop,
  operation: Operation,
  status: string,
): Promise<PathParameters | undefined> {
  const { fixtures, target } = workshop
  return made(workshop, operation, `provoke('${status}')`, async () =>
    fixtures.provoke?.(status, contextOf(workshop, operation, target.apiKey)),
  )
}

function contextOf({ target }: Workshop, operation: Operation, apiKey: string): FixtureContext {
  return { baseUrl: addressOf(target), apiKey, fetch: persistentFetch, operation: operation.id }
}

/** `fetch` that tries once more on a dropped connection: a kept one may have been closed before it was used again. */
const persistentFetch: typeof fetch = async (input, init) => {
  const again = input instanceof Request ? input.clone() : input
  try {
    return await fetch(input, init)
  } catch (error) {
    const { code = '' } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException
    if (!/^(?:UND_ERR_SOCKET|ECONNRESET|EPIPE)$/.test(code)) throw error
    return fetch(again, init)
  }
}

async function made(
  { secrets, fixtureTimeout }: Workshop,
  operation: Operation,
  call: string,
  make: () => Promise<unknown>,
): Promise<PathParameters | undefined> {
  const names = operation.parameters
    .filter(({ object }) => object.in === 'path')
    .map(({ object }) => object.name)
  try {
    const value = await within(fixtureTimeout, make())
    if (value === undefined || value === null) return undefined
    return Object.fromEntries(names.map((name) => [name, parameter(value, name, call, operation)]))
  } catch (error) {
    if (error instanceof FixtureError) throw error
    throw new FixtureError(secrets.mask(`${call} failed: ${firstLine(error)}`))
  }
}

function parameter(value: unknown, name: string, call: string, operation: Operation): string {
  const given =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
  const isText = typeof given === 'string' && given !== '' && !/\p{Surrogate}/u.test(given)
  if (isText || Number.isFinite(given)) return String(given)
  throw new FixtureError(
    `${call} has to return the path parameters of ${operation.id}, \`${name}\` among them, as { ${name}: '…' }`,
  )
}
