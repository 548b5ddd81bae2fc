import { dereference, get, joinPointer, refToPointer } from '../schema/index.ts'
import type { LinkObject } from './openapi.ts'
import type { Operation, Response } from './operation.ts'
import type { IdSource } from './resource-id.ts'

/** A link that fills a path parameter of another operation with the id of what was created. */
export interface IdLink {
  readonly name: string
  readonly operation: Operation
  readonly parameter: string
  readonly source: IdSource
  readonly response: Response
}

/** Returns the links of a response that fill path parameters. Links that cannot be read are left out. */
export function idLinksOf(document: object, response: Response, operations: readonly Operation[]): IdLink[] {
  return Object.keys(response.object.links ?? {}).flatMap((name) => {
    const link = linkAt(document, joinPointer(response.pointer, 'links', name))
    const operation = link === undefined ? undefined : targetOf(document, link, operations)
    if (link === undefined || operation === undefined) return []
    return Object.entries(link.parameters ?? {}).flatMap(([key, expression]): IdLink[] => {
      const parameter = key.replace(/^path\./, '')
      const source = sourceOf(expression)
      const isPath = operation.parameters.some(
        ({ object }) => object.in === 'path' && object.name === parameter,
      )
      return isPath && source !== undefined ? [{ name, operation, parameter, source, response }] : []
    })
  })
}

function linkAt(document: object, pointer: string): LinkObject | undefined {
  try {
    const { value } = dereference<unknown>(document, pointer)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function targetOf(
  document: object,
  { operationId, operationRef }: LinkObject,
  operations: readonly Operation[],
): Operation | undefined {
  if (operationId !== undefined) return operations.find(({ object }) => object.operationId === operationId)
  if (operationRef?.startsWith('#') !== true) return undefined
  const target = get(document, refToPointer(operationRef))
  return target === undefined ? undefined : operations.find(({ object }) => object === target)
}

/** Reads a runtime expression (OpenAPI 3.1, section 4.8.20.3) that can be an id. */
function sourceOf(expression: unknown): IdSource | undefined {
  if (typeof expression !== 'string') return undefined
  const [, side, pointer] = /^\{?\$(response|request)\.body#(\/[^}]*)\}?$/.exec(expression) ?? []
  if (pointer !== undefined) return { from: side === 'request' ? 'request' : 'body', pointer }
  const name = /^\{?\$response\.header\.([^}]+)\}?$/.exec(expression)?.[1]
  return name === undefined ? undefined : { from: 'header', name }
}
