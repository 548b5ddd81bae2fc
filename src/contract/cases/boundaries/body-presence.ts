import { isForm, isJson } from '../../../description/index.ts'
import type { Content, Operation } from '../../../description/index.ts'
import { rejectionResponses } from '../../expected/expected.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { SchemaSet } from '../../../schema/index.ts'
import { validBody } from '../../../serialization/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { invalidCase, validCase } from '../case-factory.ts'

/** Makes the cases for a request without a body. */
export function bodyPresenceCases({ operation, description, schemas }: CaseInput): Case[] {
  const { body } = operation
  if (body === undefined) return []
  const content = body.content.find((one) => validBody(description.document, one) !== undefined)
  if (body.required) return content === undefined ? [] : [missingBodyCase(operation)]
  const noBody = validCase({
    family: 'boundaries',
    operation,
    name: 'no body',
    rules: [ruleIds.body(operation, 'optional')],
    plan: { isBare: true },
  })
  // Only in JSON and in forms is it certain that an empty content is not a value.
  if (content === undefined || !(isJson(content.mediaType) || isForm(content.mediaType))) return [noBody]
  if (isForm(content.mediaType) && !allowsNoFields(content, schemas)) return [noBody]
  return [noBody, emptyBodyCase(operation, content)]
}

/** Returns the empty form that means the same as no body, if the operation has one. */
export function emptyForm({ body }: Operation, schemas: SchemaSet): Payload | undefined {
  if (body === undefined || body.required) return undefined
  const content = body.content.find((one) => isForm(one.mediaType) && allowsNoFields(one, schemas))
  return content && { contentType: content.mediaType, bytes: new Uint8Array() }
}

/** Whether a server reads empty content as no body or as a form without fields is its choice. Both must be valid. */
function allowsNoFields({ schema }: Content, schemas: SchemaSet): boolean {
  return schema === undefined || schemas.isDefinitelyValid(schema, {})
}

function missingBodyCase(operation: Operation): Case {
  return invalidCase({
    family: 'boundaries',
    operation,
    name: 'no body',
    rules: [ruleIds.body(operation, 'required')],
    violation: { in: 'body', keyword: 'required' },
    control: {},
    plan: { body: null },
  })
}

function emptyBodyCase(operation: Operation, { mediaType }: Content): Case {
  return validCase({
    family: 'boundaries',
    operation,
    name: 'a content type without content',
    rules: [ruleIds.body(operation, 'optional')],
    // Empty content is a form without fields, but it is not JSON, so a server may reject it as malformed.
    alternatives: isForm(mediaType)
      ? []
      : rejectionResponses(operation, { in: 'body', keyword: 'malformed' }).expectedResponses,
    plan: { body: { contentType: mediaType, bytes: new Uint8Array() } },
  })
}
