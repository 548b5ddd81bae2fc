import type { OpenAPIDocument, OperationObject, SecurityScheme } from './openapi.ts'
import type { SecurityRequirement } from './operation.ts'
import { joinPointer } from '../schema/index.ts'
import { dereference } from '../schema/index.ts'

/** Returns the security requirements of an operation, or else of the document. */
export function readSecurity(document: OpenAPIDocument, object: OperationObject): SecurityRequirement[] {
  const alternatives = object.security ?? document.security ?? []
  return alternatives.map((alternative) =>
    Object.keys(alternative).map((name) => {
      const at = joinPointer('', 'components', 'securitySchemes', name)
      const { value, pointer } = dereference<SecurityScheme>(document, at)
      return { name, pointer, scheme: value }
    }),
  )
}
