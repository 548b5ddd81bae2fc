/** Creates tickets for the contract, by a request that only the tests' server has. */
/** @type {import('openapi-contracts/contract').Fixtures} */
export default {
  async create(state, { baseUrl, apiKey, fetch }) {
    const headers = { Authorization: `Bearer ${apiKey}` }
    const response = await fetch(`${baseUrl}/test/tickets/${state === 'closed' ? state : 'open'}`, {
      method: 'POST',
      headers,
    })
    if (response.status !== 201) return undefined
    const resource = await response.json()
    return { id: resource.id, resource }
  },
}
