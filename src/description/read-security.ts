import { credentialHeader } from './credential-header.ts'
import type { OpenAPIDocument, OperationObject, SecurityScheme } from './openapi.ts'
import type { Security, SecurityRequirement } from './operation.ts'
import { joinPointer } from '../schema/index.ts'
import { dereference } from '../schema/index.ts'

/** Returns the security requirements of an operation, or else of the document. */
export function readSecurity(document: OpenAPIDocument, object: OperationObject): SecurityRequirement[] {
  const alternatives = object.security ?? document.security ?? []
  return alternatives.map((alternative) => {
    const schemes = Object.keys(alternative).map((name): Security => {
      const at = joinPointer('', 'components', 'securitySchemes', name)
      const { value, pointer } = dereference<SecurityScheme>(document, at)
      return { name, pointer, scheme: value }
    })
    return schemes.filter((security, index) => !schemes.slice(0, index).some(sendsSame(security)))
  })
}

/** Returns whether another scheme sends the same credential: two flows of OAuth 2 have one token in one header. */
function sendsSame({ scheme }: Security): (other: Security) => boolean {
  const own = credentialHeader(scheme)
  return (other) => {
    const header = credentialHeader(other.scheme)
    return (
      own !== undefined && header?.name.toLowerCase() === own.name.toLowerCase() && header.form === own.form
    )
  }
}
