import { describe, expect, it } from 'vitest'
import { apiNames } from '../../src/sandbox/keys.ts'
import { faults, startSandbox, UnknownFaultError, type ApiName } from '../../src/sandbox/index.ts'
import { accessProbes } from './probes/access.ts'
import { bodyProbes } from './probes/bodies.ts'
import { errorProbes } from './probes/errors.ts'
import { keyProbes } from './probes/keys.ts'
import { messageProbes } from './probes/messages.ts'
import { responseProbes } from './probes/responses.ts'
import { stateProbes } from './probes/states.ts'
import { withSandbox } from './tester.ts'

const probes = [
  ...responseProbes,
  ...stateProbes,
  ...keyProbes,
  ...accessProbes,
  ...errorProbes,
  ...messageProbes,
  ...bodyProbes,
]

const of = (api: ApiName) => probes.filter(({ only = api }) => only === api)

describe.each(apiNames)('the fault catalogue of %s', (api) => {
  it('has at least 65 faults, each with a name, a kind and a sentence', () => {
    const names = faults[api].map(({ name }) => name)
    expect(names.length).toBeGreaterThanOrEqual(65)
    expect(new Set(names).size).toBe(names.length)
    for (const { name, kind, description } of faults[api]) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(kind).not.toBe('')
      expect(description).toMatch(/^[^a-z].*\.$/)
    }
  })

  it('is proven whole: there is a probe for each fault, and none for others', () => {
    const proven = of(api).flatMap((probe) => probe.faults)
    expect([...new Set(proven)].sort()).toEqual(faults[api].map(({ name }) => name).sort())
  })

  it.each(of(api))(
    'a correct server gives the right answer: $about',
    async ({ run: ask, expected: right, latency = 1 }) => {
      expect(await withSandbox(api, { latency }, ask)).toEqual(right)
    },
  )

  const each = of(api).flatMap(({ faults: names, ...probe }) => names.map((name) => ({ name, ...probe })))
  it.each(each)('$name gives another one', async ({ name, run: ask, expected: right, latency = 1 }) => {
    expect(await withSandbox(api, { latency, faults: [name] }, ask)).not.toEqual(right)
  })
})

it('an unknown fault is refused, with the nearest name', async () => {
  const attempt = startSandbox('stripe', { faults: ['amount-as-sting'] })
  await expect(attempt).rejects.toThrow(UnknownFaultError)
  await expect(attempt).rejects.toThrow(
    'The sandbox of stripe has no fault `amount-as-sting`. Did you mean `amount-as-string`?',
  )
})

it('two faults that stumble over each other still give an answer', async () => {
  const ask = withSandbox('stripe', { faults: ['error-in-html', 'error-as-problem'] }, (t) => t.cancel('x'))
  expect((await ask).status).toBe(500)
})
