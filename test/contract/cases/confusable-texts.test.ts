import { expect, test } from 'vitest'
import { exampleReply, failedRules, testSandbox } from '../support/proxy.ts'

test('a server may reject a text with a NUL, which its database cannot store', async () => {
  const invalid = await exampleReply('leanrails', 400, 'reason_wrong_type')
  let rejected = 0
  const report = await testSandbox({
    only: ['idempotency'],
    behavior: (request, pass) => {
      if (!request.body.includes('\\u0000')) return pass()
      rejected += 1
      return Promise.resolve(invalid)
    },
  })
  expect(rejected).toBeGreaterThan(0)
  expect(failedRules(report)).toEqual([])
})

test('a server may limit the size of a body to 64 KiB with 413', async () => {
  const large: string[] = []
  const report = await testSandbox({
    only: ['boundaries'],
    behavior: (request, pass) => {
      if (request.body.byteLength <= 65_536) return pass()
      large.push(request.url)
      return Promise.resolve({ status: 413, headers: [['Content-Length', '0']], body: Buffer.alloc(0) })
    },
  })
  expect(large).not.toEqual([])
  expect(failedRules(report)).toEqual([])
})
