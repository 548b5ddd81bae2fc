import type { Fault } from '../model/fault.ts'

/** Returns why no exchange gets to a fault, and what helps. */
export function reasonUnreached({ absent }: Fault): { reason: string; hint?: string } {
  const status = /^no response (\w+)/.exec(absent)?.[1]
  if (status !== undefined && /^(?:429|5)/.test(status))
    return { reason: absent, hint: `add \`provoke\` for ${status} to the fixture module` }
  if (status?.startsWith('2') === true)
    return {
      reason: absent,
      hint: 'give the description an example with it, or the fixture module a resource',
    }
  if (status !== undefined)
    return {
      reason: absent,
      hint: `say with \`x-rejections\` which request gets ${status}, or remove the response`,
    }
  return { reason: absent }
}
