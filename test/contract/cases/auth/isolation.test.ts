import { describe, expect, test } from 'vitest'
import type { ProxyBehavior, Reply } from '../../support/proxy.ts'
import { changed, testSandbox } from '../../support/proxy.ts'

const RULE = 'cancelPaymentIntent/security/isolation'

type Change = (reply: Reply, error: Record<string, unknown>, id: string) => Reply

/** Returns the verdict on a server that changes the 404 of each id that `appliesTo` selects. */
async function verdict(
  change: Change,
  appliesTo: (isKnown: boolean) => boolean = () => true,
): Promise<string> {
  const known = new Set<string>()
  const behavior: ProxyBehavior = async ({ url }, pass) => {
    const reply = await pass()
    const id = decodeURIComponent(url.split('/')[3] ?? '')
    if (reply.status === 200) known.add(id)
    if (reply.status !== 404 || !appliesTo(known.has(id))) return reply
    const { error } = JSON.parse(reply.body.toString()) as { error: Record<string, unknown> }
    return change(reply, error, id)
  }
  const { rules } = await testSandbox({ behavior, only: ['auth'] })
  return rules.find(({ id }) => id === RULE)?.verdict ?? ''
}

const withErrorFields = (
  reply: Reply,
  error: Record<string, unknown>,
  more: Record<string, unknown>,
): Reply => changed(reply, { body: JSON.stringify({ error: { ...error, ...more } }) })

let turn = 0

describe('the response to a resource of another account', () => {
  test.each<[string, Change]>([
    [
      'the end of the id',
      (reply, error, id) => withErrorFields(reply, error, { message: `Unknown id …${id.slice(-4)}.` }),
    ],
    [
      'the id in upper case',
      (reply, error, id) => withErrorFields(reply, error, { message: `Unknown id ${id.toUpperCase()}.` }),
    ],
    [
      'a random machine',
      (reply, error) => withErrorFields(reply, error, { machine: Math.random() < 0.5 ? 1 : 2 }),
    ],
    ['alternating machines', (reply, error) => withErrorFields(reply, error, { machine: (turn += 1) % 2 })],
  ])('may contain %s', async (_, change) => {
    expect(await verdict(change)).toBe('passed')
  })

  test('may take longer', async () => {
    const addResponseTime: Change = (reply) =>
      changed(reply, { headers: [...reply.headers, ['X-Response-Time', '2 ms']] })
    expect(await verdict(addResponseTime, (isKnown) => isKnown)).toBe('passed')
  })

  test.each<[string, Change]>([
    ['header', (reply) => changed(reply, { headers: [...reply.headers, ['ETag', '"v1"']] })],
    ['message', (reply, error) => withErrorFields(reply, error, { message: 'Not yours.' })],
    ['field', (reply, error) => withErrorFields(reply, error, { owner: null })],
  ])('fails if it differs from the response to an unknown id in a %s', async (_, change) => {
    expect(await verdict(change, (isKnown) => isKnown)).toBe('failed')
  })
})

test('detects that a request with a body needs no credentials', async () => {
  const { rules } = await testSandbox({ faults: ['auth-not-needed-with-body'], only: ['auth'] })
  const failed = rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)
  expect(failed).toEqual(['cancelPaymentIntent/security/missing'])
})
