import { excludedNames, MarkedSchemas } from '../../schema/index.ts'

/** Returns whether a request and a response read a schema in two ways: one requires what the other leaves out. */
export function directionalIn(document: object): (pointer: string) => boolean {
  const schemas = new MarkedSchemas(document, ({ required = [] }, at) =>
    (['readOnly', 'writeOnly'] as const).some((mark) => {
      const excluded = excludedNames(document, at, mark)
      return required.some((name) => excluded.has(name))
    }),
  )
  return (pointer) => schemas.has(pointer)
}
