import type { Operation } from '../../description/index.ts'
import { get } from '../../description/index.ts'
import type { Case } from './case.ts'
import { NotReached } from './case.ts'
import { documentedResponse } from '../checks/documented.ts'
import type { Exchange } from '../http/exchange.ts'
import type { PathParameters } from '../fixtures/types.ts'
import { jsonOf } from '../http/body.ts'
import type { Story } from '../run/case-context.ts'
import type { MakeCases } from './family.ts'
import { makeCase } from './family.ts'

/** Each state that the description names: allowed, refused, or either; a refusal changes nothing. */
export const lifecycle: MakeCases = ({ operation }) => {
  const life = operation.lifecycle
  if (life === undefined) return []
  const states = Object.entries(life.states).map(([state, { answers }]) =>
    makeCase({
      family: 'lifecycle',
      operation,
      name: state,
      rules: [`${operation.id}/lifecycle/${state}`, `${operation.id}/lifecycle/to`],
      stateful: true,
      run: async (story) => {
        // A refusal shows nothing where every request is refused.
        if (answers.some(({ status }) => /^4/.test(status))) {
          await story.twin({ resource: await story.resource() })
        }
        const resource = await inState(story, operation, state)
        const first = await story.send({ resource })
        story.expect(first, answers)
        if (story.succeeded(first)) becomes(story, first, life.to)
        else await unchanged(story, resource, first, state)
      },
    }),
  )
  return life.states[life.to] === undefined ? states : [...states, ends(operation, life.to)]
}

/** A resource in a state; the one that follows a success can be had by the operation itself. */
export async function inState(story: Story, operation: Operation, state: string): Promise<PathParameters> {
  try {
    return await story.resource(state)
  } catch (error) {
    if (!(error instanceof NotReached) || state !== operation.lifecycle?.to) throw error
    const resource = await story.resource()
    await story.twin({ resource })
    return resource
  }
}

function becomes(story: Story, exchange: Exchange, to: string): void {
  const { operation } = exchange
  const pointer = operation.lifecycle?.state ?? ''
  // A success that is described without a body tells no state.
  if (exchange.response.body.byteLength === 0 && documentedResponse(exchange)?.content.length === 0)
    throw new NotReached('the answer has no body that shows the state')
  const state = get(jsonOf(exchange.response), pointer)
  story.hold(
    `${operation.id}/lifecycle/to`,
    state === to,
    () => `${pointer} ${JSON.stringify(to)}`,
    () => `${pointer} ${JSON.stringify(state)}`,
  )
}

/**
 * After a refusal, the same question gets the same refusal. Its words are for people and may vary; but where they
 * turn into the very words for the state that a success leads to, the refused request has changed something.
 */
async function unchanged(
  story: Story,
  resource: PathParameters,
  first: Exchange,
  state: string,
): Promise<void> {
  const { operation } = first
  const life = operation.lifecycle
  const answers = life?.states[state]?.answers ?? []
  const second = await story.send({ resource })
  const same = story.expect(second, answers)
  if (!same || life === undefined || state === life.to || story.succeeded(second)) return
  const words = (exchange: Exchange, known: PathParameters): string => wordsOf(story, exchange, known)
  if (words(first, resource) === words(second, resource)) return
  const ended = await inState(story, operation, life.to)
  const end = words(await story.send({ resource: ended }), ended)
  story.hold(
    `${operation.id}/lifecycle/${state}`,
    words(second, resource) !== end || words(first, resource) === end,
    () => `the same refusal again: ${words(first, resource)}`,
    () => `the refusal of \`${life.to}\`: ${words(second, resource)}`,
  )
}

/** A refusal's message without the ids in it. */
function wordsOf(story: Story, exchange: Exchange, resource: PathParameters): string {
  const pointer = story.stage.context.description.document['x-errors']?.message
  const message = pointer === undefined ? undefined : get(jsonOf(exchange.response), pointer)
  if (typeof message !== 'string') return ''
  return Object.values(resource).reduce((text, id) => text.replaceAll(id, '…'), message)
}

/** What has come to its end stays there: a second try is refused, whoever made the first. */
function ends(operation: Operation, to: string): Case {
  const answers = operation.lifecycle?.states[to]?.answers ?? []
  return makeCase({
    family: 'lifecycle',
    operation,
    name: `${to} by the operation itself`,
    rules: [`${operation.id}/lifecycle/${to}`],
    stateful: true,
    run: async (story) => {
      if (answers.length === 0) throw new NotReached(`the description does not say what \`${to}\` answers`)
      const resource = await story.resource()
      await story.twin({ resource })
      story.expect(await story.send({ resource }), answers)
      story.expect(await story.send({ resource }), answers)
    },
  })
}
