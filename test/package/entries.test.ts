import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ContractStopped, defineFixtures, runContract } from '../../src/package/contract.ts'
import { startMock } from '../../src/package/mock.ts'
import type { Mock } from '../../src/package/mock.ts'
import { startSandbox } from '../../src/package/sandbox.ts'
import type { Sandbox } from '../../src/package/sandbox.ts'
import { makeProject } from '../codegen/project.ts'
import { NOTES } from '../../scripts/package/notes.ts'
import sandboxFixtures from '../../src/sandbox/fixtures.js'

describe('runContract', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox('leanrails', { rateLimit: 1_000_000, latency: 10 })
  })
  afterAll(() => sandbox.close())

  const only = ['cancelPaymentIntent/header.Idempotency-Key/maxLength']
  const target = () => ({
    api: 'leanrails',
    baseUrl: sandbox.url,
    apiKey: sandbox.keys.secret,
    fixtures: sandboxFixtures,
    only,
  })

  it('returns the report of a run', async () => {
    const report = await runContract({ ...target(), seed: 7 })
    expect(report.seed).toBe(7)
    expect(report.findings).toEqual([])
    expect(report.rules.find(({ id }) => id === only[0])?.verdict).toBe('passed')
  })

  it('reports what an implementation does wrong', async () => {
    const wrong = await startSandbox('leanrails', { faults: ['key-256-accepted'] })
    try {
      const report = await runContract({ ...target(), baseUrl: wrong.url, apiKey: wrong.keys.secret })
      expect(report.findings?.map(({ rules }) => rules).flat()).toContain(only[0])
    } finally {
      await wrong.close()
    }
  })

  it('rejects a server that the description names, and a live key, before it sends a request', async () => {
    await expect(runContract({ ...target(), baseUrl: 'https://api.leanrails.com' })).rejects.toThrow(/live/)
    await expect(runContract({ ...target(), apiKey: 'sk_live_1' })).rejects.toThrow(/live key/)
  })

  it('rejects an implementation that is not there', async () => {
    await expect(runContract({ ...target(), baseUrl: 'http://127.0.0.1:9' })).rejects.toThrow(
      /127\.0\.0\.1:9/,
    )
  })
})

it('a run that ends early has a report', () => {
  const report = { findings: [] } as unknown as ContractStopped['report']
  expect(new ContractStopped('the connection was lost', report)).toMatchObject({
    name: 'ContractStopped',
    message: 'The run stopped: the connection was lost.',
    report,
  })
})

it('defineFixtures returns the module that it is given', () => {
  const fixtures = { create: () => Promise.resolve({ id: '1' }) }
  expect(defineFixtures(fixtures)).toBe(fixtures)
})

describe('startMock', () => {
  let mock: Mock
  beforeAll(async () => {
    mock = await startMock('leanrails', { unknownIds: 'missing', apiKeys: ['sk_test_1'] })
  })
  afterAll(() => mock.close())

  const cancel = async (id: string): Promise<number> => {
    const response = await fetch(`${mock.url}/v1/payment_intents/${id}/cancel`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${btoa('sk_test_1:')}`,
        'Idempotency-Key': crypto.randomUUID(),
        'Content-Type': 'application/json',
      },
      body: '{}',
    })
    await response.body?.cancel()
    return response.status
  }

  it('creates resources in a state, and forgets them on reset', async () => {
    const id = mock.create('requires_capture')?.['id'] ?? ''
    expect(await cancel(id)).toBe(200)
    mock.reset()
    expect(await cancel(id)).toBe(404)
  })

  it('creates nothing in a state that is not documented', () => {
    expect(mock.create('lost')).toBeUndefined()
  })

  it('uses the only API of redocly.yaml, and asks for a name if there are several', async () => {
    const root = makeProject({
      'package.json': '{}',
      'notes.yaml': NOTES,
      'redocly.yaml': 'apis: { notes: { root: notes.yaml } }',
    })
    const notes = await startMock(undefined, { root })
    expect(await (await fetch(`${notes.url}/notes`)).json()).toEqual(['a note'])
    await notes.close()
    await expect(startMock()).rejects.toThrow('name one of the APIs of redocly.yaml: `leanrails`, `stripe`')
  })
})
