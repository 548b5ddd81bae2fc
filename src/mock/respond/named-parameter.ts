import { lastDescribedId } from '../../description/index.ts'
import type { Description, Operation } from '../../description/index.ts'
import { shapeOf } from '../../schema/index.ts'
import type { Memory } from './rules.ts'

/**
 * Returns the path parameter that names something that may not exist. Undefined if all of them are inputs. Where a client
 * asked for a fixture, the path names what the fixture is, though the description does not say so.
 */
export function namedParameter(
  description: Description,
  operation: Operation,
  { created }: Pick<Memory, 'created'>,
): string | undefined {
  const described = lastDescribedId(description, operation)
  const documentsUnknown = operation.responses.some(({ status }) => status === '404' || /^4XX$/i.test(status))
  if (!documentsUnknown || !created.hasFixtures(operation.id)) return described
  const names = [...operation.path.matchAll(/(?<=\/)\{([^{}]+)\}(?=\/|$)/g)].map(([, name = '']) => name)
  const last = names.findLast((name) => isFree(description, operation, name))
  const position = (name: string | undefined): number =>
    name === undefined ? -1 : operation.path.indexOf(`{${name}}`)
  return position(last) > position(described) ? last : described
}

/** Whether a path parameter may have more values than the description lists. */
function isFree({ document }: Description, { parameters }: Operation, name: string): boolean {
  const schema = parameters.find(({ object }) => object.in === 'path' && object.name === name)?.schema
  if (schema === undefined) return true
  const { enum: values, const: value, type } = shapeOf(document, schema).schema
  return values === undefined && value === undefined && type !== 'boolean'
}
