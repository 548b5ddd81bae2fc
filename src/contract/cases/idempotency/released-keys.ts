import type { RequestViolation, Operation } from '../../../description/index.ts'
import { isForm } from '../../../description/index.ts'
import type { Case } from '../case.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { requiresCredentials } from '../../http/credentials.ts'
import { rejectionResponses } from '../../expected/expected.ts'
import { ruleIds } from '../../rules/ids.ts'
import { serialize, canEncode, encode, raw, validBody } from '../../../serialization/index.ts'
import type { CaseInput, PartialPlan } from '../case-factory.ts'
import { parameterSamples, pointerOf, samplesOf } from '../samples.ts'
import { clauseCase } from './clause-case.ts'
import { wrongCredential } from './wrong-credential.ts'

/** Makes the cases in which a rejected request releases its key for the corrected request. */
export function releasedKeys(input: CaseInput): Case[] {
  const { operation } = input
  const { releases = [] } = operation.idempotency ?? {}
  return [
    ...(releases.includes('validation') ? [...invalidBodies(input), ...invalidParameters(input)] : []),
    ...(releases.includes('authentication') && requiresCredentials(operation)
      ? [wrongCredentials(operation)]
      : []),
  ]
}

/** A request that fails validation, and the corrected one that uses the same key. */
interface ReleasedKey {
  readonly name: string
  readonly violation: RequestViolation
  readonly invalid: PartialPlan
  readonly corrected: PartialPlan
}

function releasedKeyCase(operation: Operation, { name, violation, invalid, corrected }: ReleasedKey): Case {
  return clauseCase(operation, `key released after ${name}`, ['releases/validation'], async (context) => {
    const plan = { resource: await context.resource(), key: context.key() }
    const rejection = await context.send({ ...plan, ...invalid })
    if (!context.matches(rejectionResponses(operation, violation).expectedResponses, rejection))
      throw new CaseSkipped('the invalid request was not rejected as described')
    context.expectSuccess(await context.send({ ...plan, ...corrected, mayBeReplay: true }))
  })
}

function invalidBodies(input: CaseInput): Case[] {
  const { operation, description } = input
  const content = operation.body?.content.find(canEncode)
  if (content === undefined) return []
  const { mediaType } = content
  const form = isForm(mediaType)
  const samples = samplesOf(input, content)
  const invalid = samples.find(
    ({ valid, path, keyword }) =>
      !valid && path.length > 0 && keyword !== 'required' && (!form || keyword === 'enum'),
  )
  const valid = samples.find((one) => one.valid && one.path.join('/') === invalid?.path.join('/'))
  const body = valid === undefined ? validBody(description.document, content) : encode(content, valid.value)
  if (body === undefined) return []
  const released: ReleasedKey[] = []
  if (invalid !== undefined) {
    const violation = { in: 'body', pointer: pointerOf(invalid), keyword: invalid.keyword ?? '' } as const
    const plan = { body: encode(content, invalid.value) }
    released.push({ name: 'a validation error', violation, invalid: plan, corrected: { body } })
    if (operation.body?.required === false) {
      const name = 'a validation error, then used without a body'
      released.push({ name, violation, invalid: plan, corrected: {} })
    }
  }
  if (!form) {
    released.push({
      name: 'a malformed body',
      violation: { in: 'body', keyword: 'malformed' },
      invalid: { body: raw(mediaType, '{', undefined) },
      corrected: { body },
    })
  }
  if (!mediaType.includes('*')) {
    released.push({
      name: 'an unsupported media type',
      violation: { in: 'body', keyword: 'contentType' },
      invalid: { body: raw('text/plain', body.bytes) },
      corrected: { body },
    })
  }
  return released.map((one) => releasedKeyCase(operation, one))
}

/** Makes a case for the first invalid sample of each parameter outside the path. */
function invalidParameters(input: CaseInput): Case[] {
  const { operation, book } = input
  return operation.parameters.flatMap((parameter): Case[] => {
    const { in: location, name } = parameter.object
    if (location === 'path' || name === operation.idempotency?.header) return []
    const invalid = parameterSamples(input, parameter).find(
      ({ valid, path, keyword = '' }) =>
        !valid &&
        path.length === 0 &&
        book.has(ruleIds.parameterKeyword(operation, parameter.object, { path, keyword })),
    )
    if (invalid === undefined) return []
    const released = releasedKeyCase(operation, {
      name: `an invalid ${name}`,
      violation: { in: location, name, keyword: invalid.keyword ?? '' },
      invalid: { parameters: serialize(parameter, invalid.value) },
      corrected: {},
    })
    return [released]
  })
}

function wrongCredentials(operation: Operation): Case {
  const name = 'key released after wrong credentials'
  return clauseCase(operation, name, ['releases/authentication'], async (context) => {
    const plan = { resource: await context.resource(), key: context.key() }
    const wrong = wrongCredential(operation, context.target)
    const rejection = await context.send({ ...plan, credential: wrong })
    if (context.succeeded(rejection)) throw new CaseSkipped('wrong credentials were accepted')
    context.expectSuccess(await context.send({ ...plan, mayBeReplay: true }))
  })
}
