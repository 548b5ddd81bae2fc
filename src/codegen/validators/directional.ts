import { excludedNames, MarkedSchemas } from '../../schema/index.ts'

/** Returns a function that finds schemas that require different properties in requests and in responses. */
export function directionalIn(document: object): (pointer: string) => boolean {
  const schemas = known.get(document) ?? directionalSchemas(document)
  known.set(document, schemas)
  return (pointer) => schemas.has(pointer)
}

const known = new WeakMap<object, MarkedSchemas>()

function directionalSchemas(document: object): MarkedSchemas {
  return new MarkedSchemas(document, ({ required = [] }, at) =>
    (['readOnly', 'writeOnly'] as const).some((mark) => {
      const excluded = excludedNames(document, at, mark)
      return required.some((name) => excluded.has(name))
    }),
  )
}
