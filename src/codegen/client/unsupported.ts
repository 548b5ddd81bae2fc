import { isToken } from '../../description/index.ts'
import type { Operation } from '../../description/index.ts'
import { isSendable } from './alternatives.ts'

/** Why an operation has no method, and where. */
export interface Unsupported {
  readonly pointer: string
  readonly message: string
}

/** Returns the reason why the client cannot send an operation. Undefined if it can. */
export function findSkipped(operation: Operation): Unsupported | undefined {
  const { method, pointer, body, parameters, security } = operation
  if (method === 'TRACE' || method === 'CONNECT')
    return { pointer, message: `\`fetch\` does not send the method ${method}.` }
  if (isBodiless(operation) && body?.required === true)
    return {
      pointer: body.pointer,
      message: `\`fetch\` sends no body with ${method}, but the body is required.`,
    }
  const odd = parameters.find(
    ({ object }) => (object.in === 'header' || object.in === 'cookie') && !isToken(object.name),
  )
  if (odd !== undefined)
    return {
      pointer: odd.pointer,
      message: `HTTP allows no ${odd.object.in} with the name \`${odd.object.name}\`.`,
    }
  if (security.length > 0 && !security.some((schemes) => schemes.every(isSendable))) {
    const names = security.flat().map(({ name }) => `\`${name}\``)
    return {
      pointer,
      message: `The client cannot send the required credentials: ${[...new Set(names)].join(', ')}.`,
    }
  }
  return undefined
}

/** Whether `fetch` sends no body with the method of an operation. */
export function isBodiless({ method }: Operation): boolean {
  return method === 'GET' || method === 'HEAD'
}
