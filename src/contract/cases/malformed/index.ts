import { isForm, isJson, isText, isXml } from '../../../description/index.ts'
import { canEncode, isMultipart } from '../../../serialization/index.ts'
import type { MakeCases } from '../case-factory.ts'
import { bodyPropertiesInQuery } from './body-in-query.ts'
import { contentTypeCases } from './content-type.ts'
import { formCases } from './form.ts'
import { jsonCases } from './json.ts'
import { multipartCases } from './multipart.ts'
import { pathParametersInBody, pathParametersInQuery } from './path-parameters.ts'
import { prototypeCases } from './prototype.ts'
import { validPayloads } from './payload.ts'
import { queryCases } from './query.ts'
import { textCases } from './text.ts'
import { xmlCases } from './xml.ts'

/** Sends bodies and queries that are malformed as bytes. They are sent unchanged: nothing encodes them again. */
export const malformed: MakeCases = (input) => [
  ...pathParametersInQuery(input),
  ...input.operation.parameters.flatMap((parameter) =>
    parameter.object.in === 'query' ? queryCases(input, parameter) : [],
  ),
  ...bodyCases(input),
]

const bodyCases: MakeCases = (input) =>
  (input.operation.body?.content ?? []).flatMap((content) => {
    const payloads = validPayloads(input, content)
    if (payloads === undefined) return []
    const { contentType } = payloads.full
    return [
      ...(isJson(contentType)
        ? [...jsonCases(input, content, payloads), ...prototypeCases(input, content, payloads)]
        : []),
      ...(isForm(contentType) ? formCases(input, content, payloads) : []),
      ...(isXml(contentType) ? xmlCases(input, content, payloads.full) : []),
      ...(isText(contentType) ? textCases(input, content, payloads.full) : []),
      ...(isMultipart(contentType) ? multipartCases(input, content, payloads.full) : []),
      ...contentTypeCases(input, content, payloads),
      ...bodyPropertiesInQuery(input, content),
      ...(canEncode(content) ? pathParametersInBody(input, content, payloads.smallest) : []),
    ]
  })
