import type { Operation } from '../../description/index.ts'
import { isForm, jsonOf } from './bodies.ts'
import { formStyles, queryStyles, stylesText } from './field-styles.ts'
import type { ClientSource } from './source.ts'

/** The differences between operations that need a different transport. */
export interface TransportKind {
  readonly keyed: boolean
  /** The media type of bodies: `form`, or a JSON media type other than `application/json`. Undefined: plain JSON or no body. */
  readonly body: string | undefined
  readonly secured: boolean
  /** The styles of a form's fields and of a query, as object literals, if the runtime's own are not enough. */
  readonly formStyles: string | undefined
  readonly queryStyles: string | undefined
  /** Whether at least one operation accepts keys. If only some do, the caller sets the key. */
  readonly anyKeyed?: boolean
}

/** Returns the kind of an operation. @throws DescriptionError if its body is neither JSON nor a form */
export function transportKindOf(source: ClientSource, operation: Operation): TransportKind {
  const { body, idempotency, security } = operation
  return {
    keyed: idempotency !== undefined,
    body: body === undefined ? undefined : bodyFormatOf(source, body),
    secured: security.some((requirement) => requirement.length > 0),
    ...stylesOf(source, [operation]),
  }
}

/** Returns the kind of the client over paths: the common part of all operations. */
export function commonTransportKind(source: ClientSource): TransportKind {
  const transportKinds = source.operations.map((operation) => transportKindOf(source, operation))
  const withBody = source.operations.filter(({ body }) => body !== undefined)
  const bodies = new Set(withBody.map((operation) => transportKindOf(source, operation).body))
  return {
    keyed: transportKinds.every(({ keyed }) => keyed),
    body: bodies.size === 1 ? [...bodies][0] : undefined,
    secured: transportKinds.some(({ secured }) => secured),
    ...stylesOf(source, source.operations),
    anyKeyed: transportKinds.some(({ keyed }) => keyed),
  }
}

function stylesOf(
  source: ClientSource,
  operations: readonly Operation[],
): Pick<TransportKind, 'formStyles' | 'queryStyles'> {
  const forms = operations.map((operation) => {
    const [content] = operation.body?.content ?? []
    return [operation, content === undefined ? new Map() : formStyles(source, content)] as const
  })
  const queries = operations.map((operation) => [operation, queryStyles(source, operation)] as const)
  return {
    formStyles: stylesText(source, '[]', forms),
    queryStyles: stylesText(source, 'list', queries),
  }
}

function bodyFormatOf(
  source: ClientSource,
  { content, pointer }: NonNullable<Operation['body']>,
): string | undefined {
  if (isForm(content)) return 'form'
  const json = jsonOf(content)?.mediaType
  if (json === undefined)
    throw source.problem(pointer, 'The client sends request bodies as JSON or as a form only.')
  return json === 'application/json' ? undefined : json
}
