import { dereference, joinPointer } from '../../../description/index.ts'
import type { OpenAPIDocument } from '../../../description/index.ts'
import { propertiesOf } from '../../../schema/index.ts'

export { dereference, joinPointer }

/** Returns the pointer of the schema of a property. Undefined if the schema does not list it. */
export function propertyPointer(
  document: OpenAPIDocument,
  pointer: string | undefined,
  name: string,
): string | undefined {
  return pointer === undefined ? undefined : propertiesOf(document, pointer).get(name)
}
