import { escapeToken } from '../../../description/index.ts'
import type { Answer, Operation, SecurityRequirement } from '../../../description/index.ts'
import { usualState } from '../lifecycle-states.ts'
import { NotReached } from '../case.ts'
import type { Case } from '../case.ts'
import { fulfil, isCarried } from '../../http/credentials.ts'
import type { Credential } from '../../http/credentials.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { PathParameters } from '../../fixtures/types.ts'
import { jsonOf } from '../../http/body.ts'
import { excerpt } from '../../../schema/schema-set.ts'
import type { Story } from '../../run/case-context.ts'
import { otherAccountOf } from '../../http/target.ts'
import { fitsForSure } from '../../../serialization/path.ts'
import { makeCase } from '../family.ts'
import { otherOfForm } from '../identifiers.ts'

/**
 * Another account's key finds nothing here, whatever scheme carries it, and the resource stays as it was for its owner.
 * Only where the description says what an id gets that this credential does not see: elsewhere a resource may be
 * everybody's.
 */
export function isolation(operation: Operation): Case[] {
  const unseen = operation.refusals.find((refusal) => refusal.in === 'path' && refusal.keyword === 'unknown')
  if (unseen === undefined) return []
  const requirements = operation.security.filter((requirement) => requirement.some(isCarried))
  const [preferred] = requirements
  if (preferred === undefined) return []
  return [
    ...requirements.map((requirement) =>
      foreign(operation, requirement, unseen.answers, requirement === preferred),
    ),
    ...(operation.lifecycle === undefined ? [] : [ended(operation, preferred, unseen.answers)]),
    ...Object.keys(operation.lifecycle?.states ?? {})
      .filter((state) => state !== usualState(operation) && state !== operation.lifecycle?.to)
      .map((state) => inState(operation, state, preferred, unseen.answers)),
  ]
}

function foreign(
  operation: Operation,
  requirement: SecurityRequirement,
  answers: readonly Answer[],
  isFirst: boolean,
): Case {
  const names = requirement.map(({ name }) => name).join(' and ')
  return makeCase({
    family: 'auth',
    operation,
    name: `another account’s key on this resource${isFirst ? '' : `, ${names}`}`,
    rules: [`${operation.id}/security/isolation`],
    needsOtherKey: true,
    run: async (story) => {
      const { target } = story.stage
      const other = fulfil(requirement, otherAccountOf(target))
      await story.twin({ resource: await story.resource(undefined, target.otherApiKey), credential: other })
      const resource = await story.resource()
      if (await isUnseen(story, resource, other, answers)) story.expectSuccess(await story.send({ resource }))
    },
  })
}

/** Another account's resource does not exist, in whatever state it is. */
function ended(operation: Operation, requirement: SecurityRequirement, answers: readonly Answer[]): Case {
  return makeCase({
    family: 'auth',
    operation,
    name: 'another account’s key on a resource that has ended',
    rules: [`${operation.id}/security/isolation`],
    needsOtherKey: true,
    stateful: true,
    run: async (story) => {
      const other = fulfil(requirement, otherAccountOf(story.stage.target))
      const resource = await story.resource()
      await story.twin({ resource })
      await isUnseen(story, resource, other, answers)
    },
  })
}

/** What is there in any other state is not there for another account either. */
function inState(
  operation: Operation,
  state: string,
  requirement: SecurityRequirement,
  answers: readonly Answer[],
): Case {
  return makeCase({
    family: 'auth',
    operation,
    name: `another account’s key on a resource in ${state}`,
    rules: [`${operation.id}/security/isolation`],
    needsOtherKey: true,
    stateful: true,
    run: async (story) => {
      const { target } = story.stage
      const credential = fulfil(requirement, otherAccountOf(target))
      const resource = await story.resource(state)
      const exchange = await story.send({ resource, credential })
      if (story.fits(answers, await story.send({ resource })))
        throw new NotReached(`nothing is there in \`${state}\` for its owner either`)
      story.expect(exchange, answers)
    },
  })
}

/** A difference between answers has to come so often before it is one: which of two machines answers is chance. */
const TIMES = 7

/**
 * What exists for somebody else is answered like what never did: in what the answers to two ids that nobody was given
 * have in common, this answer is the same. What differs between those two (a request's id) may differ here; and it comes
 * between them, so that a time which is the same in both is the same here. What an id that nobody was given is ever
 * answered with tells nothing either: two machines may take turns.
 *
 * @returns whether it is
 */
async function isUnseen(
  story: Story,
  resource: PathParameters,
  credential: Credential,
  answers: readonly Answer[],
): Promise<boolean> {
  const { description, schemas } = story.stage.context
  const reader = { document: description.document, schemas }
  const never = async (): Promise<Facts> => {
    const ids = Object.entries(resource).map(([name, id]) => [name, otherOfForm(id)] as const)
    const exchange = await story.send({ resource, rawPath: Object.fromEntries(ids), credential })
    return factsOf(exchange, Object.fromEntries(ids.map(([name, id]) => [name, decodeURIComponent(id)])))
  }
  // A short name may have been given to somebody, and what is no id at all says nothing of one.
  const isGuessable = story.operation.parameters.some((parameter) => {
    const id = resource[parameter.object.name]
    if (parameter.object.in !== 'path' || id === undefined) return false
    const other = otherOfForm(id)
    return other === encodeURIComponent(id) || !fitsForSure(reader, parameter, other)
  })
  const usual: Facts[] = []
  const here: Facts[] = []
  let telling: string[] | undefined
  for (let time = 0; time < TIMES; time += 1) {
    const before = isGuessable ? undefined : await never()
    const exchange = await story.send({ resource, credential })
    if (!story.expect(exchange, answers)) return false
    if (before === undefined) return true
    const facts = factsOf(exchange, resource)
    const after = await never()
    usual.push(before, after)
    here.push(facts)
    const names = telling ?? [...new Set([...before.keys(), ...facts.keys()])]
    telling = names.filter((name) => before.get(name) === after.get(name) && !isShared(name, usual, here))
    if (telling.length === 0) return true
  }
  const name = telling?.[0] ?? ''
  const told = (value: unknown): string => `${name} ${value === undefined ? 'not there' : excerpt(value)}`
  return story.hold(
    `${story.operation.id}/security/isolation`,
    false,
    () => `the answer to an id that nobody was given, ${told(usual.at(-1)?.get(name))}`,
    () => told(here.at(-1)?.get(name)),
  )
}

/** What an answer is made of: each by its name. */
type Facts = ReadonlyMap<string, unknown>

/** Whether an answer of the one kind and one of the other say the same of what has this name. */
function isShared(name: string, some: readonly Facts[], others: readonly Facts[]): boolean {
  return some.some((one) => others.some((other) => one.get(name) === other.get(name)))
}

/** Headers of the message or the connection (RFC 9110, sections 6.6.1, 7.6.1 and 8.6), and how long an answer took. */
const OF_THE_MESSAGE =
  /^(?:date|age|content-length|connection|keep-alive|transfer-encoding|server-timing|x-runtime)$|duration|latency|-time$/

/** The status, the headers, and every scalar of a JSON body by its pointer, without the ids that were asked for. */
function factsOf(exchange: Exchange, ids: PathParameters): Facts {
  const found = new Map<string, unknown>([['the status', exchange.response.status]])
  const words = (text: string): string => without(text, Object.values(ids))
  for (const [name, values] of exchange.response.headers) {
    if (!OF_THE_MESSAGE.test(name)) found.set(`the header ${name}`, words(values.join(', ')))
  }
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [name, below] of Object.entries(value)) visit(below, `${pointer}/${escapeToken(name)}`)
    } else {
      found.set(pointer, typeof value === 'string' ? words(value) : value)
    }
  }
  visit(jsonOf(exchange.response), '')
  return found
}

function without(text: string, ids: readonly string[]): string {
  return ids
    .flatMap((id) => [id, encodeURIComponent(id)])
    .reduce((rest, id) => rest.replaceAll(id, '…'), text)
}
