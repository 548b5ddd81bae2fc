import type { Operation } from '../../../description/index.ts'
import { isRecord, propertiesOf, schemasOf } from '../../../schema/index.ts'
import { encode } from '../../../serialization/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import { chosenIdOf } from '../../generate/chosen-id.ts'
import { variedValue } from '../../generate/varied-body.ts'
import type { CaseContext } from '../case-context.ts'
import { samplesOf } from '../samples.ts'
import { plainContent } from '../../rules/plain-content.ts'

/** How many invalid bodies a case sends. */
const MAX_BODIES = 6

/** Violations that a partial effect leaves valid come first: the effect is then the only fault to report. */
const FIRST = ['required', 'additionalProperties', 'dependentRequired']

export interface InvalidBody {
  readonly label: string
  readonly body: Payload
}

/** Returns invalid bodies, of different kinds, whose valid properties have values that nothing else has. */
export function invalidBodies(context: CaseContext, operation: Operation): InvalidBody[] {
  const { description, schemas } = context
  const content = plainContent(operation)
  const schema = content?.schema
  if (content === undefined || schema === undefined) return []
  const { document } = description
  const properties = propertiesOf(document, schema)
  const rank = (keyword = ''): number => (FIRST.includes(keyword) ? FIRST.indexOf(keyword) : FIRST.length)
  const samples = samplesOf({ description, schemas }, content)
    .filter(({ valid, value }) => !valid && isRecord(value))
    .sort((one, other) => rank(one.keyword) - rank(other.keyword))
  const kinds = new Set<string>()
  return samples.flatMap(({ value, label, keyword = '', path }) => {
    if (kinds.size >= MAX_BODIES || kinds.has(keyword) || !isRecord(value)) return []
    kinds.add(keyword)
    const full = withOptional(context, operation, value, path[0] ?? '')
    const isValid = (changed: unknown): boolean =>
      isRecord(changed) &&
      !schemas.mayBeValid(schema, changed) &&
      [...properties].every(
        ([name, pointer]) =>
          changed[name] === full[name] || schemasOf(document).isDefinitelyValid(pointer, changed[name]),
      )
    const varied = variedValue(document, schema, full, {
      numbers: true,
      isValid,
      id: chosenIdOf(description, operation),
    })
    return [
      { label: `${path.join('.')}${path.length > 0 ? ': ' : ''}${label}`, body: encode(content, varied) },
    ]
  })
}

/** Adds the properties of a valid body that the sample leaves out, so that a partial effect can be seen. */
function withOptional(
  { description, schemas }: CaseContext,
  operation: Operation,
  sample: Readonly<Record<string, unknown>>,
  violated: string,
): Readonly<Record<string, unknown>> {
  const content = plainContent(operation)
  const schema = content?.schema
  if (content === undefined || schema === undefined) return sample
  const [valid] = samplesOf({ description, schemas }, content)
    .filter((one) => one.valid && isRecord(one.value))
    .sort((one, other) => Object.keys(other.value as object).length - Object.keys(one.value as object).length)
  let value = sample
  for (const [name, other] of Object.entries((valid?.value ?? {}) as Record<string, unknown>)) {
    if (Object.hasOwn(value, name) || name === violated) continue
    const fuller = { ...value, [name]: other }
    if (!schemas.mayBeValid(schema, fuller)) value = fuller
  }
  return value
}
