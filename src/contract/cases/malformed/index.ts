import { isForm, isJson } from '../../../description/index.ts'
import type { MakeCases } from '../case-factory.ts'
import { contentTypeCases } from './content-type.ts'
import { formCases } from './form.ts'
import { jsonCases } from './json.ts'
import { prototypeCases } from './prototype.ts'
import { validPayload } from './payload.ts'

/** Sends bodies that are malformed as bytes. They are sent unchanged: nothing encodes them again. */
export const malformed: MakeCases = (input) =>
  (input.operation.body?.content ?? []).flatMap((content) => {
    const valid = validPayload(input, content)
    if (valid === undefined) return []
    return [
      ...(isJson(valid.contentType)
        ? [...jsonCases(input, content, valid), ...prototypeCases(input, content, valid)]
        : []),
      ...(isForm(valid.contentType) ? formCases(input, content, valid) : []),
      ...contentTypeCases(input, content, valid),
    ]
  })
