import type { MakeCases } from '../case-factory.ts'
import { bodyCases } from './body.ts'
import { bodyPresenceCases } from './body-presence.ts'
import { parameterCases } from './parameters.ts'
import { pathParameterCases } from './path-parameters.ts'
import { readOnlyCases } from './read-only.ts'

/** Sends samples on both sides of each boundary that the schemas of parameters and bodies set. */
export const boundaries: MakeCases = (input) => [
  ...input.operation.parameters.flatMap((parameter) =>
    parameter.object.in === 'path' ? pathParameterCases(input, parameter) : parameterCases(input, parameter),
  ),
  ...bodyPresenceCases(input),
  ...(input.operation.body?.content ?? []).flatMap((content) => [
    ...bodyCases(input, content),
    ...readOnlyCases(input, content),
  ]),
]
