import { joinPointer } from '../../../description/index.ts'
import type { Content } from '../../../description/index.ts'
import { refusalAnswers, successAnswers } from '../../expected/expected.ts'
import { NotReached } from '../case.ts'
import type { Case } from '../case.ts'
import type { Exchange } from '../../http/exchange.ts'
import { jsonOf } from '../../http/body.ts'
import { readOnlyRuleId } from '../../rules/index.ts'
import type { Story } from '../../run/case-context.ts'
import { concrete, encode, validBody } from '../../../serialization/body.ts'
import { attemptsOf } from '../../generate/read-only.ts'
import type { Attempt } from '../../generate/read-only.ts'
import type { Ground } from '../family.ts'
import { makeCase } from '../family.ts'

/** What an answer calls read-only is not taken from a request: it is ignored or refused (OWASP API3:2023). */
export function readOnlyCases({ operation, description }: Ground, content: Content): Case[] {
  const { document } = description
  const attempts = attemptsOf(operation, content, document)
  if (attempts === undefined) return []
  const rule = readOnlyRuleId(operation)
  const refusals = ({ others, isUnknown }: Attempt) => {
    const places = [{ pointer: '', keyword: isUnknown ? 'additionalProperties' : 'readOnly' }]
    if (!isUnknown)
      places.push(
        ...Object.keys(others).map((name) => ({ pointer: joinPointer('', name), keyword: 'readOnly' })),
      )
    return places.flatMap((place) => refusalAnswers(operation, { in: 'body', ...place }).answers)
  }
  return [
    makeCase({
      family: 'boundaries',
      operation,
      name: `read-only properties in ${concrete(content.mediaType)}`,
      rules: [rule],
      run: async (story) => {
        await story.twin({ resource: await story.resource(), body: validBody(document, content) })
        let resource = await story.resource()
        for (const attempt of attempts.bodies) {
          const refused = refusals(attempt)
          const exchange = await story.send({ resource, body: encode(content, attempt.value) })
          if (story.fits(refused, exchange)) {
            story.pass(rule)
            continue
          }
          const answers = attempt.isUnknown ? refused : [...successAnswers(operation), ...refused]
          if (!story.fits(answers, exchange)) {
            story.expect(exchange, answers, rule)
            return
          }
          if (!isUntaken(story, exchange, attempt, rule)) return
          resource = await story.resource()
        }
      },
    }),
  ]
}

/**
 * Writes down whether an answer has none of the values that the request named. @returns whether it has none
 *
 * @throws NotReached where it does not show what the request named
 */
function isUntaken(story: Story, exchange: Exchange, { others }: Attempt, rule: string): boolean {
  const answer = Object(jsonOf(exchange.response)) as Record<string, unknown>
  const shown = Object.entries(others).filter(([name]) => Object.hasOwn(answer, name))
  if (shown.length === 0) throw new NotReached('the answer does not show what the request tried to set')
  const taken = shown.find(([name, value]) => String(answer[name]) === String(value))
  return story.hold(
    rule,
    taken === undefined,
    () => `/${taken?.[0] ?? ''} as the server has it, whatever the request says`,
    () => `/${taken?.[0] ?? ''} ${JSON.stringify(taken?.[1])}, as the request says`,
  )
}
