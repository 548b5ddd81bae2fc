import { resourcesOf } from '../../description/index.ts'
import type { Description, Operation, Resource } from '../../description/index.ts'
import { excludedNames, propertiesOf, schemasOf } from '../../schema/index.ts'
import { parseCandidates } from '../../serialization/index.ts'
import { plainContent } from '../rules/plain-content.ts'

/** The property of a request body with which a client chooses the id of what it creates. */
export interface ChosenId {
  readonly name: string
  /** Whether all paths of what was created can have an id. */
  readonly isUsable: (id: string) => boolean
}

/** Returns the id that a client chooses in the body of a creation. Undefined if the server chooses it. */
export function chosenIdOf(description: Description, create: Operation): ChosenId | undefined {
  const resource = resourcesOf(description).resources.find((one) => one.create === create)
  const schema = plainContent(create)?.schema
  if (resource === undefined || schema === undefined) return undefined
  const { document } = description
  const properties = propertiesOf(document, schema)
  const readOnly = excludedNames(document, schema, 'readOnly')
  const name = namesOf(resource).find((one) => properties.has(one) && !readOnly.has(one))
  return name === undefined
    ? undefined
    : { name, isUsable: (id) => invalidParameterFor(description, resource, id) === undefined }
}

/** Returns the path parameter for which an id is not valid. Undefined if it is valid for all. */
export function invalidParameterFor(
  { document }: Description,
  { operations, parameter }: Resource,
  id: string,
): string | undefined {
  const schemas = schemasOf(document)
  for (const { parameters } of operations) {
    const { object, schema } = parameters.find((one) => one.object.name === parameter) ?? {}
    if (object?.in !== 'path' || schema === undefined) continue
    const candidates = parseCandidates({ document, schemas }, schema, id)
    if (!candidates.some((value) => schemas.mayBeValid(schema, value))) return object.name
  }
  return undefined
}

/** Returns the names that the id has in bodies, those of a link first. */
function namesOf({ ids, idProperties }: Resource): string[] {
  const pointers = ids.flatMap((source) => (source.from === 'header' ? [] : [source.pointer]))
  const names = pointers.flatMap((pointer) => /^\/([^/~]+)$/.exec(pointer)?.[1] ?? [])
  return [...names, ...idProperties.keys()]
}
