import { expect, test } from 'vitest'
import { runContract } from '../../src/contract/index.ts'
import { readDescription } from '../../src/description/index.ts'
import type { ApiName } from '../../src/sandbox/keys.ts'
import { startLocalTarget } from '../../src/sandbox/local-target.ts'
import { changed, startProxy } from './support/proxy.ts'

const EXAMPLE = 'pi_3MtwBwLkdIwHu7ix28a3tqPa'

/** Tests the correct sandbox without fixtures. If `isKnown`, the example of the description is one of its resources. */
async function testApi(api: ApiName, isKnown: boolean) {
  const target = await startLocalTarget(api)
  const description = await readDescription(process.cwd(), api)
  const resource = await target.fixtures.create('requires_payment_method', {
    baseUrl: target.baseUrl,
    apiKey: target.apiKey,
    fetch,
  })
  const id = resource?.id ?? resource?.intent ?? ''
  const proxy = await startProxy(target.baseUrl, async (request, pass) => {
    if (!isKnown) return pass()
    const reply = await pass({ url: request.url.replace(EXAMPLE, id) })
    return changed(reply, { body: reply.body.toString().replaceAll(id, EXAMPLE) })
  })
  try {
    const { apiKey } = target
    return await runContract({ description, target: { baseUrl: proxy.url, apiKey }, seed: 1 })
  } finally {
    await proxy.close()
    await target.close()
  }
}

test.each<[ApiName, string, boolean]>([
  ['leanrails', 'does not know', false],
  ['leanrails', 'knows, for one use,', true],
  ['stripe', 'does not know', false],
  ['stripe', 'knows, for one use,', true],
])(
  'no rule fails without fixtures for a correct server: %s, which %s the example of the description',
  async (api, _, isKnown) => {
    const { rules } = await testApi(api, isKnown)
    const failed = rules.filter(({ verdict }) => verdict === 'failed')
    expect(failed.map(({ id, failures }) => [id, failures])).toEqual([])
    const accepted = rules.find(({ id }) => /\/path\.\w+\/accepted$/.test(id))
    expect(accepted?.reason).toMatch(/needs --fixtures/)
  },
)
