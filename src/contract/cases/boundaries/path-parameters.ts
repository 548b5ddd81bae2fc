import type { Parameter } from '../../../description/index.ts'
import { isCalledId, isDescribedId, lastDescribedId } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import { isDelimited, pathText } from '../../../serialization/index.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { invalidCase, validCase } from '../case-factory.ts'
import { parameterSamples } from '../samples.ts'

/** Makes the cases for a path parameter: a valid value is accepted, and an invalid one is rejected like an unknown id. */
export function pathParameterCases(input: CaseInput, parameter: Parameter): Case[] {
  const { operation } = input
  const { object } = parameter
  const accepted = validCase({
    family: 'boundaries',
    operation,
    name: `${object.name}: a valid value`,
    rules: [ruleIds.parameter(operation, object, 'accepted')],
    plan: {},
  })
  return [accepted, ...validPathCases(input, parameter), ...invalidPathCases(input, parameter)]
}

/** Makes the cases with valid values of a parameter that is an input. Valid ids come from fixtures. */
function validPathCases(input: CaseInput, parameter: Parameter): Case[] {
  const { operation, description, hasFixtures = false } = input
  const { name } = parameter.object
  if (hasFixtures || isDescribedId(description, operation, name) || isCalledId(name)) return []
  // An id after it, such as that of a secret of an account, need not exist with another value.
  const id = lastDescribedId(description, operation)
  if (id !== undefined && operation.path.indexOf(`{${id}}`) > operation.path.indexOf(`{${name}}`)) return []
  return parameterSamples(input, parameter).flatMap((sample) => {
    const text = pathText(description.document, parameter, sample.value)
    if (!sample.valid || text === '' || text === '.' || text === '..') return []
    return [
      validCase({
        family: 'boundaries',
        operation,
        name: `${name}: ${sample.label}`,
        rules: [ruleIds.parameter(operation, parameter.object, 'accepted')],
        plan: { rawPath: { [name]: text } },
      }),
    ]
  })
}

function invalidPathCases(input: CaseInput, parameter: Parameter): Case[] {
  const { operation, book, description } = input
  const { name } = parameter.object
  if (!isDelimited(operation.path, name)) return []
  return parameterSamples(input, parameter).flatMap((sample) => {
    const { valid, value, path, keyword = '' } = sample
    const rule = ruleIds.parameterKeyword(operation, parameter.object, { path: [], keyword })
    if (valid || value === '' || path.length > 0 || !book.has(rule)) return []
    return [
      invalidCase({
        family: 'boundaries',
        operation,
        name: `${name}: ${sample.label}`,
        rules: [rule],
        violation: { in: 'path', name, keyword },
        control: {},
        plan: { rawPath: { [name]: pathText(description.document, parameter, value) } },
      }),
    ]
  })
}
