import type { Fixtures } from '../../src/contract/index.ts'

/** Returns the fixtures of a server, which its second address creates. */
export function fixturesOf(admin: string, parameter: string): Fixtures {
  const create = async (
    key: string,
    state: string,
    next?: number,
  ): Promise<Record<string, string> | undefined> => {
    const response = await fetch(admin, { method: 'POST', body: JSON.stringify({ key, state, next }) })
    const id = await response.text()
    return response.status === 200 ? { [parameter]: id } : undefined
  }
  return {
    create: (state, { apiKey }) => create(apiKey, state),
    provoke: (status, { apiKey }) =>
      /^(?:429|500)$/.test(status)
        ? create(apiKey, 'requires_payment_method', Number(status))
        : Promise.resolve(undefined),
  }
}
