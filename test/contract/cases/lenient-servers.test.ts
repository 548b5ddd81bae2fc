import { describe, expect, test } from 'vitest'
import { changed, exampleReply, header, testSandbox } from '../support/proxy.ts'
import type { SandboxOptions } from '../support/proxy.ts'

const rule = (name: string): string => `cancelPaymentIntent/${name}`

/** Faults of the sandbox, and a rule that detects each in one family. */
const DETECTED = [
  ['stripe', 'reuse-by-first-expand', 'idempotency', 'idempotency/mismatch/body'],
  ['stripe', 'reuse-by-length-of-expand', 'idempotency', 'idempotency/mismatch/body'],
  ['leanrails', 'keys-of-a-version', 'idempotency', 'idempotency/replay'],
  ['leanrails', 'livemode-accepted', 'boundaries', 'lifecycle/unchanged'],
  ['leanrails', 'capture-method-accepted', 'boundaries', 'lifecycle/unchanged'],
  ['leanrails', 'alias-valid-utf-8', 'identifiers', 'path.id/unknown'],
  ['leanrails', 'alias-overlong', 'identifiers', 'path.id/unknown'],
] as const

async function failedIds(options: SandboxOptions): Promise<string[]> {
  const { rules } = await testSandbox(options)
  return rules.flatMap(({ id, verdict }) => (verdict === 'failed' ? [id] : []))
}

test.each(DETECTED)('detects at %s the fault %s', async (api, fault, family, id) => {
  expect(await failedIds({ api, faults: [fault], only: [family] })).toEqual([rule(id)])
})

test('detects that a text without its tags counts as the same', async () => {
  const failed = await failedIds({ faults: ['reuse-ignores-tags'], only: ['idempotency'] })
  expect(failed).toContain(rule('idempotency/mismatch/body'))
})

describe('no failure is that a server', () => {
  test('takes a key with another version for the key of another request', async () => {
    const reused = await exampleReply('leanrails', 422, 'key_reused')
    const versions = new Map<string, string>()
    const failed = await failedIds({
      only: ['idempotency'],
      behavior: async (request, pass) => {
        const key = header(request, 'Idempotency-Key') ?? ''
        const version = header(request, 'X-API-Version') ?? ''
        const known = versions.get(key)
        if (known !== undefined && known !== version) return reused
        const reply = await pass()
        if (reply.status === 200) versions.set(key, version)
        return changed(reply, {})
      },
    })
    expect(failed).toEqual([])
  })
})
