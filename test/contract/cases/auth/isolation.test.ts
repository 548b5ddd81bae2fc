import { describe, expect, test } from 'vitest'
import type { ProxyBehavior, Reply } from '../../support/proxy.ts'
import { changed, testSandbox } from '../../support/proxy.ts'

const RULE = 'cancelPaymentIntent/security/isolation'

type Change = (reply: Reply, error: Record<string, unknown>, id: string) => Reply

/** The verdict on a server that changes the 404 of each id that `concerns`. */
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

describe('a resource that is not this account’s', () => {
  test.each<[string, Change]>([
    [
      'the end of its id',
      (reply, error, id) => withErrorFields(reply, error, { message: `None ends in ${id.slice(-4)}.` }),
    ],
    [
      'its id in capitals',
      (reply, error, id) => withErrorFields(reply, error, { message: `No ${id.toUpperCase()}.` }),
    ],
    [
      'one of two machines',
      (reply, error) => withErrorFields(reply, error, { machine: Math.random() < 0.5 ? 1 : 2 }),
    ],
    [
      'one of two machines in turn',
      (reply, error) => withErrorFields(reply, error, { machine: (turn += 1) % 2 }),
    ],
  ])('may be told of with %s', async (_, change) => {
    expect(await verdict(change)).toBe('passed')
  })

  test('may take longer to look at', async () => {
    const addResponseTime: Change = (reply) =>
      changed(reply, { headers: [...reply.headers, ['X-Response-Time', '2 ms']] })
    expect(await verdict(addResponseTime, (isKnown) => isKnown)).toBe('passed')
  })

  test.each<[string, Change]>([
    ['a header', (reply) => changed(reply, { headers: [...reply.headers, ['ETag', '"v1"']] })],
    ['a word', (reply, error) => withErrorFields(reply, error, { message: 'Not yours.' })],
    ['a field', (reply, error) => withErrorFields(reply, error, { owner: null })],
  ])('may not be told from one that nobody has, by %s', async (_, change) => {
    expect(await verdict(change, (isKnown) => isKnown)).toBe('failed')
  })
})
