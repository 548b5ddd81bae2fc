import type { Parameter } from '../../../description/index.ts'
import type { Sample } from '../../../schema/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import { textOf } from '../../../schema/index.ts'
import { exampleValue, mayHaveNoFields, serialize } from '../../../serialization/index.ts'
import type { Case } from '../case.ts'
import type { CaseInput, PartialPlan } from '../case-factory.ts'
import { invalidCase, validCase } from '../case-factory.ts'
import { parameterSamples } from '../samples.ts'
import { referenceValueCases } from './reference-values.ts'

/** Makes the cases for a header, query or cookie parameter. */
export function parameterCases(input: CaseInput, parameter: Parameter): Case[] {
  const { operation, description } = input
  const { object } = parameter
  const isKey = object.name === operation.idempotency?.header
  const namesSomething = operation.rejections.some(
    (rejection) => rejection.name === object.name && rejection.keyword === 'unknown',
  )
  const example = exampleValue(description.document, parameter)
  // The idempotency key of an example may have been used before, so each request gets a fresh key.
  const control = isKey || example === undefined ? {} : { parameters: serialize(parameter, example.value) }
  const samples = parameterSamples(input, parameter)
  const { document } = description
  const isMissingInvalid =
    object.required === true && !mayHaveNoFields({ document, schemas: input.schemas }, parameter)
  return [
    ...(example === undefined
      ? []
      : namesSomething
        ? referenceValueCases(input, parameter, textOf(example.value))
        : [validValueCase(input, parameter, control)]),
    ...(isMissingInvalid ? [missingCase(input, parameter, control)] : []),
    ...samples.flatMap((sample) => {
      if (!sample.valid) return invalidSampleCases(input, parameter, sample, namesSomething ? {} : control)
      // Valid idempotency keys are tested in `idempotency/keys.ts`, which takes a fresh resource for each key.
      return isKey || namesSomething ? [] : [validSampleCase(input, parameter, sample)]
    }),
  ]
}

function validValueCase({ operation }: CaseInput, { object }: Parameter, plan: PartialPlan): Case {
  return validCase({
    family: 'boundaries',
    operation,
    name: `${object.name}: a valid value`,
    rules: [ruleIds.parameter(operation, object, 'accepted')],
    plan,
  })
}

function missingCase({ operation }: CaseInput, { object }: Parameter, control: PartialPlan): Case {
  const location = locationOf(object)
  const isKey = object.name === operation.idempotency?.header
  return invalidCase({
    family: 'boundaries',
    operation,
    name: `${object.name}: missing`,
    rules: [ruleIds.parameter(operation, object, 'required')],
    violation: { ...location, keyword: 'required' },
    control,
    plan: isKey ? { key: null } : { parameters: [{ ...location, value: null }] },
  })
}

function validSampleCase({ operation, book }: CaseInput, parameter: Parameter, sample: Sample): Case {
  const { object } = parameter
  const { path, keyword = 'accepted' } = sample
  const rule = ruleIds.parameterKeyword(operation, object, { path, keyword })
  return validCase({
    family: 'boundaries',
    operation,
    name: sampleName(parameter, sample),
    rules: [book.has(rule) ? rule : ruleIds.parameter(operation, object, 'accepted')],
    plan: { parameters: serialize(parameter, sample.value) },
  })
}

function invalidSampleCases(
  { operation, book }: CaseInput,
  parameter: Parameter,
  sample: Sample,
  control: PartialPlan,
): Case[] {
  const { object } = parameter
  const { path, keyword } = sample
  if (keyword === undefined) return []
  const rule = [keyword, 'anyOf', 'oneOf']
    .map((word) => ruleIds.parameterKeyword(operation, object, { path, keyword: word }))
    .find((id) => book.has(id))
  if (rule === undefined) return []
  const location = locationOf(object)
  // Many servers take an empty value for a missing one.
  const isEmpty = sample.value === ''
  return [
    invalidCase({
      family: 'boundaries',
      operation,
      name: sampleName(parameter, sample),
      rules: [rule],
      violation: { ...location, keyword },
      alternatives: isEmpty && object.required === true ? [{ ...location, keyword: 'required' }] : [],
      mayBeIgnored: isEmpty && object.required !== true && location.in === 'header',
      control,
      plan: { parameters: serialize(parameter, sample.value) },
    }),
  ]
}

function sampleName({ object }: Parameter, { path, label }: Sample): string {
  return `${[object.name, ...path].join('.')}: ${label}`
}

function locationOf({ in: location, name }: Parameter['object']): {
  in: 'header' | 'query' | 'cookie'
  name: string
} {
  return { in: location as 'header' | 'query' | 'cookie', name }
}
