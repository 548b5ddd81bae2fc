import { describe, expect, test } from 'vitest'
import { changed, exampleReply, header, testSandbox } from '../support/proxy.ts'
import type { ProxyBehavior, SandboxOptions } from '../support/proxy.ts'

const rule = (name: string): string => `cancelPaymentIntent/${name}`

/** Faults of the sandbox, and a rule that detects each in one family. */
const DETECTED = [
  ['stripe', 'path-name-ignored', 'malformed', 'body/additionalProperties'],
  ['stripe', 'crash-on-reason-twice', 'malformed', 'no-server-error'],
  ['leanrails', 'crash-on-empty-parameter-of-type', 'malformed', 'no-server-error'],
  ['stripe', 'escapes-of-no-utf-8-dropped', 'malformed', 'responses/200/criteria/2'],
  ['stripe', 'invalid-escapes-dropped', 'malformed', 'responses/200/criteria/2'],
  ['leanrails', 'names-from-the-prototype', 'malformed', 'responses/200/criteria/2'],
  ['stripe', 'reuse-by-first-expand', 'idempotency', 'idempotency/mismatch/body'],
  ['stripe', 'reuse-by-length-of-expand', 'idempotency', 'idempotency/mismatch/body'],
  ['stripe', 'reuse-by-start-of-expand', 'idempotency', 'idempotency/mismatch/body'],
  ['stripe', 'expand-empty-parts-accepted', 'boundaries', 'body/expand.[]/pattern'],
  ['leanrails', 'keys-of-a-version', 'idempotency', 'idempotency/replay'],
  ['leanrails', 'keys-of-a-header', 'idempotency', 'idempotency/replay'],
  ['leanrails', 'key-measured-encoded', 'idempotency', 'idempotency/header'],
  ['leanrails', 'password-until-colon', 'auth', 'security/secretKey/password'],
  ['leanrails', 'auth-without-kind', 'auth', 'security/secretKey/publishable'],
  ['leanrails', 'unknown-field-with-signs-rejected', 'boundaries', 'body/unknown-properties'],
  ['leanrails', 'content-type-parameters-unchecked', 'boundaries', 'body/type'],
  ['stripe', 'content-type-parameters-unchecked', 'boundaries', 'body/additionalProperties'],
  ['stripe', 'body-without-key-unchecked', 'boundaries', 'body/additionalProperties'],
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
  test('drops a field that it cannot decode', async () => {
    const dropsFields: ProxyBehavior = (request, pass) => {
      const fields = request.body.toString('latin1').split('&')
      const isKept = (field: string): boolean => !/%(?![\da-f]{2})/i.test(field)
      return pass(fields.every(isKept) ? {} : { body: Buffer.from(fields.filter(isKept).join('&')) })
    }
    expect(await failedIds({ api: 'stripe', behavior: dropsFields, only: ['malformed'] })).toEqual([])
  })

  test('reads no scheme in lower case, in a replay', async () => {
    const faults = ['auth-scheme-case-sensitive']
    expect(await failedIds({ faults, only: ['idempotency'] })).toEqual([])
  })

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
