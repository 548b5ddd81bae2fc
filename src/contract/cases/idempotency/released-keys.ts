import type { Breach } from '../../../description/index.ts'
import { isForm } from '../../../description/index.ts'
import type { Case } from '../case.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { credential, preferredRequirement, combineCredentials } from '../../http/credentials.ts'
import { rejectionResponses } from '../../expected/expected.ts'
import { accountOf } from '../../http/target.ts'
import { serialize, canEncode, encode, raw, validBody } from '../../../serialization/index.ts'
import type { CaseInput, PartialPlan } from '../case-factory.ts'
import { makeCase, parameterSamples, pointerOf, samplesOf } from '../case-factory.ts'

/** A request that failed validation was never executed, whatever was wrong with it: its key serves the corrected one. */
export function releasedByValidation(input: CaseInput, rule: string): Case[] {
  return [...wrongBodies(input, rule), ...wrongParameters(input, rule)]
}

/** Who was not let in has executed nothing. */
export function releasedByAuthentication({ operation }: CaseInput, rule: string): Case {
  return makeCase({
    family: 'idempotency',
    operation,
    name: 'a key kept free after wrong credentials',
    rules: [rule],
    stateful: true,
    run: async (context) => {
      const plan = { resource: await context.resource(), key: context.key() }
      const account = accountOf(context.target)
      const wrong = combineCredentials(
        preferredRequirement(operation).map((scheme) => {
          const { apiKey, shell } = account(scheme.name)
          return credential(scheme, `${apiKey.slice(0, -1)}~`, `\${${shell.slice(1)}%?}~`)
        }),
      )
      const rejection = await context.send({ ...plan, credential: wrong })
      if (context.succeeded(rejection)) throw new CaseSkipped('wrong credentials were accepted')
      context.expectSuccess(await context.send({ ...plan, mayBeReplay: true }))
    },
  })
}

function wrongBodies(input: CaseInput, rule: string): Case[] {
  const { operation, description } = input
  const content = operation.body?.content.find(canEncode)
  if (content === undefined) return []
  const samples = samplesOf(input, content)
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
            const violation = { in: 'body', pointer: pointerOf(wrong), keyword: wrong.keyword ?? '' } as const
            const plan = { body: encode(content, wrong.value) }
            return [releasedKeyCase(input, rule, name, violation, plan, index === 0 ? corrected : {})]
          },
        )),
    ...(malformed === undefined
      ? []
      : [
          releasedKeyCase(
            input,
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
          releasedKeyCase(
            input,
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
function wrongParameters(input: CaseInput, rule: string): Case[] {
  const { operation, book } = input
  return operation.parameters.flatMap((parameter): Case[] => {
    const { in: location, name } = parameter.object
    if (location === 'path' || name === operation.idempotency?.header) return []
    const wrong = parameterSamples(input, parameter).find(
      ({ valid, path, keyword }) =>
        !valid && path.length === 0 && book.has(`${operation.id}/${location}.${name}/${keyword ?? ''}`),
    )
    if (wrong === undefined) return []
    const violation: Breach = { in: location, name, keyword: wrong.keyword ?? '' }
    const plan = { parameters: serialize(parameter, wrong.value) }
    return [releasedKeyCase(input, rule, `a key kept free after a wrong ${name}`, violation, plan, {})]
  })
}

function releasedKeyCase(
  { operation }: CaseInput,
  rule: string,
  name: string,
  violation: Breach,
  wrong: PartialPlan,
  corrected: PartialPlan,
): Case {
  return makeCase({
    family: 'idempotency',
    operation,
    name,
    rules: [rule],
    stateful: true,
    run: async (context) => {
      const plan = { resource: await context.resource(), key: context.key() }
      const rejection = await context.send({ ...plan, ...wrong })
      if (!context.matches(rejectionResponses(operation, violation).expectedResponses, rejection)) {
        throw new CaseSkipped('the invalid request was not refused as described')
      }
      context.expectSuccess(await context.send({ ...plan, ...corrected, mayBeReplay: true }))
    },
  })
}
