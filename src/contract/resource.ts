import type { Operation } from '../description/index.ts'
import { FixtureError } from './fixture-error.ts'
import type { FixtureContext, Fixtures, PathParameters } from './fixture.ts'
import { firstLine } from './load-fixtures.ts'
import type { Secrets } from './secrets.ts'
import { addressOf } from './target.ts'
import type { Target } from './target.ts'

/** What resources are made with. */
export interface Workshop {
  readonly target: Target
  readonly secrets: Secrets
  readonly fixtures: Fixtures
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
  return { baseUrl: addressOf(target), apiKey, fetch, operation: operation.id }
}

async function made(
  { secrets }: Workshop,
  operation: Operation,
  call: string,
  make: () => Promise<unknown>,
): Promise<PathParameters | undefined> {
  let value: unknown
  try {
    value = await make()
  } catch (error) {
    throw new FixtureError(secrets.mask(`${call} failed: ${firstLine(error)}`))
  }
  if (value === undefined || value === null) return undefined
  const names = operation.parameters
    .filter(({ object }) => object.in === 'path')
    .map(({ object }) => object.name)
  return Object.fromEntries(names.map((name) => [name, parameter(value, name, call, operation)]))
}

function parameter(value: unknown, name: string, call: string, operation: Operation): string {
  const given =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
  if (typeof given === 'number' || (typeof given === 'string' && given !== '')) return String(given)
  throw new FixtureError(
    `${call} has to return the path parameters of ${operation.id}, \`${name}\` among them, as { ${name}: '…' }`,
  )
}
