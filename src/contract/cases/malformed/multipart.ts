import type { Content } from '../../../description/index.ts'
import { shapeOf } from '../../../schema/index.ts'
import { raw } from '../../../serialization/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { invalidCase } from '../case-factory.ts'
import type { ValidPayload } from './payload.ts'
import { toleratedCase } from './tolerated.ts'

/** Makes the cases with parts that cannot be separated. They are invalid if a part is required. */
export function multipartCases(
  { operation, description }: CaseInput,
  { mediaType, schema }: Content,
  valid: ValidPayload,
): Case[] {
  const rule = ruleIds.malformedBody(operation, mediaType)
  const needsPart = schema !== undefined && shapeOf(description.document, schema).required.length > 0
  const { bytes, contentType } = valid
  const bodies: [string, ReturnType<typeof raw>][] = [
    ['no boundary', raw('multipart/form-data', bytes)],
    ['another boundary', raw('multipart/form-data; boundary=another', bytes)],
    ['no parts', raw(contentType, bytes.subarray(bytes.lastIndexOf('\n--') + 1))],
  ]
  return [
    ...bodies.map(([name, body]) =>
      needsPart
        ? invalidCase({
            family: 'malformed',
            operation,
            name,
            rules: [rule],
            violation: { in: 'body', keyword: 'malformed' },
            alternatives: [{ in: 'body', keyword: 'required' }],
            control: { body: valid },
            plan: { body },
          })
        : toleratedCase(operation, name, rule, body),
    ),
    toleratedCase(operation, 'no end', rule, raw(contentType, bytes.subarray(0, -4))),
  ]
}
