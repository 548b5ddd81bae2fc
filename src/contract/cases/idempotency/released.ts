import type { Breach } from '../../../description/index.ts'
import { isForm } from '../../../description/index.ts'
import type { Case } from '../case.ts'
import { NotReached } from '../case.ts'
import { credential, preferred, together } from '../../http/credentials.ts'
import { refusalAnswers } from '../../expected/expected.ts'
import { accountOf } from '../../http/target.ts'
import { serialize } from '../../../serialization/parameter.ts'
import { canEncode, encode, raw, validBody } from '../../../serialization/body.ts'
import type { Ground, Part } from '../family.ts'
import { makeCase, parameterSamples, pointerOf, samplesOf } from '../family.ts'

/** A request that failed validation was never executed, whatever was wrong with it: its key serves the corrected one. */
export function freedByValidation(ground: Ground, rule: string): Case[] {
  return [...wrongBodies(ground, rule), ...wrongParameters(ground, rule)]
}

/** Who was not let in has executed nothing. */
export function freedByAuthentication({ operation }: Ground, rule: string): Case {
  return makeCase({
    family: 'idempotency',
    operation,
    name: 'a key kept free after wrong credentials',
    rules: [rule],
    stateful: true,
    run: async (story) => {
      const plan = { resource: await story.resource(), key: story.key() }
      const account = accountOf(story.stage.target)
      const wrong = together(
        preferred(operation).map((scheme) => {
          const { apiKey, shell } = account(scheme.name)
          return credential(scheme, `${apiKey.slice(0, -1)}~`, `\${${shell.slice(1)}%?}~`)
        }),
      )
      const refusal = await story.send({ ...plan, credential: wrong })
      if (story.succeeded(refusal)) throw new NotReached('wrong credentials were accepted')
      story.expectSuccess(await story.send({ ...plan, mayBeReplay: true }))
    },
  })
}

function wrongBodies(ground: Ground, rule: string): Case[] {
  const { operation, description } = ground
  const content = operation.body?.content.find(canEncode)
  if (content === undefined) return []
  const samples = samplesOf(ground, content)
  const form = isForm(content.mediaType)
  const wrong = samples.find(
    ({ valid, path, keyword }) =>
      !valid && path.length > 0 && keyword !== 'required' && (!form || keyword === 'enum'),
  )
  const right = samples.find(({ valid, path }) => valid && path.join('/') === wrong?.path.join('/'))
  const body = right === undefined ? validBody(description.document, content) : encode(content, right.value)
  if (body === undefined) return []
  const corrected = { body }
  const other = { body: raw('text/plain', body.bytes) }
  const malformed = form ? undefined : { body: raw(content.mediaType, '{', undefined) }
  return [
    ...(wrong === undefined
      ? []
      : ['a key kept free after a validation failure', 'a key kept free, then used without a body'].flatMap(
          (name, index) => {
            if (index === 1 && operation.body?.required !== false) return []
            const breach = { in: 'body', pointer: pointerOf(wrong), keyword: wrong.keyword ?? '' } as const
            const plan = { body: encode(content, wrong.value) }
            return [corrects(ground, rule, name, breach, plan, index === 0 ? corrected : {})]
          },
        )),
    ...(malformed === undefined
      ? []
      : [
          corrects(
            ground,
            rule,
            'a key kept free after a malformed body',
            { in: 'body', keyword: 'malformed' },
            malformed,
            corrected,
          ),
        ]),
    ...(content.mediaType.includes('*')
      ? []
      : [
          corrects(
            ground,
            rule,
            'a key kept free after another media type',
            { in: 'body', keyword: 'contentType' },
            other,
            corrected,
          ),
        ]),
  ]
}

/** The first wrong value of each parameter beside the path. */
function wrongParameters(ground: Ground, rule: string): Case[] {
  const { operation, book } = ground
  return operation.parameters.flatMap((parameter): Case[] => {
    const { in: place, name } = parameter.object
    if (place === 'path' || name === operation.idempotency?.header) return []
    const wrong = parameterSamples(ground, parameter).find(
      ({ valid, path, keyword }) =>
        !valid && path.length === 0 && book.has(`${operation.id}/${place}.${name}/${keyword ?? ''}`),
    )
    if (wrong === undefined) return []
    const breach: Breach = { in: place, name, keyword: wrong.keyword ?? '' }
    const plan = { parameters: serialize(parameter, wrong.value) }
    return [corrects(ground, rule, `a key kept free after a wrong ${name}`, breach, plan, {})]
  })
}

function corrects(
  { operation }: Ground,
  rule: string,
  name: string,
  breach: Breach,
  wrong: Part,
  corrected: Part,
): Case {
  return makeCase({
    family: 'idempotency',
    operation,
    name,
    rules: [rule],
    stateful: true,
    run: async (story) => {
      const plan = { resource: await story.resource(), key: story.key() }
      const refusal = await story.send({ ...plan, ...wrong })
      if (!story.fits(refusalAnswers(operation, breach).answers, refusal)) {
        throw new NotReached('the invalid request was not refused as described')
      }
      story.expectSuccess(await story.send({ ...plan, ...corrected, mayBeReplay: true }))
    },
  })
}
