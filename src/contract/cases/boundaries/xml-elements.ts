import type { Content } from '../../../description/index.ts'
import { bodySamples, propertiesOf } from '../../../schema/index.ts'
import type { Sample } from '../../../schema/index.ts'
import { isAlwaysWritten, raw, xmlText } from '../../../serialization/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { invalidCase } from '../case-factory.ts'
import { ifReadsXml } from '../reads-xml.ts'
import { pointerOf } from '../samples.ts'

/** Makes the cases without a required element. How a server reads other invalid values in XML is its choice. */
export function missingElementCases(input: CaseInput, content: Content, valid: Payload): Case[] {
  const { description, operation, book } = input
  const { document } = description
  const { schema, mediaType } = content
  if (schema === undefined) return []
  return bodySamples(document, schema)
    .filter((sample) => isMissingElement(input, schema, sample))
    .flatMap((sample) => {
      const rule = ruleIds.bodyKeyword(operation, { path: sample.path, keyword: 'required' })
      if (!book.has(rule)) return []
      const missing = invalidCase({
        family: 'boundaries',
        operation,
        name: `${sample.path.join('.')}: ${sample.label} in XML`,
        rules: [rule],
        violation: { in: 'body', pointer: pointerOf(sample), keyword: 'required' },
        control: { body: valid },
        plan: { body: raw(mediaType, xmlText(document, schema, sample.value)) },
      })
      return [ifReadsXml(missing, valid)]
    })
}

function isMissingElement(
  { description: { document }, schemas }: CaseInput,
  schema: string,
  { valid, keyword, path, value }: Sample,
): boolean {
  if (valid || keyword !== 'required' || path.length !== 1) return false
  const property = propertiesOf(document, schema).get(path[0] ?? '')
  return isAlwaysWritten(document, property) && !schemas.mayBeValid(schema, value)
}
