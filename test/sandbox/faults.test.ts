import { describe, expect, it } from 'vitest'
import { apiNames } from '../../src/sandbox/keys.ts'
import { faults, startSandbox, UnknownFaultError, type ApiName } from '../../src/sandbox/index.ts'
import { accessProbes } from './probes/access.ts'
import { aliasProbes } from './probes/aliases.ts'
import { bodyProbes } from './probes/bodies.ts'
import { concurrencyProbes } from './probes/concurrency.ts'
import { errorProbes } from './probes/errors.ts'
import { keyPathProbes } from './probes/key-paths.ts'
import { keyProbes } from './probes/keys.ts'
import { keyStoreProbes } from './probes/key-store.ts'
import { leakedValueProbes } from './probes/leaked-values.ts'
import { lenientProbes } from './probes/lenient.ts'
import { languageProbes } from './probes/languages.ts'
import { lenientFormProbes } from './probes/lenient-forms.ts'
import { mediaTypeProbes } from './probes/media-types.ts'
import { messageProbes } from './probes/messages.ts'
import { reuseProbes } from './probes/reuse.ts'
import { responseProbes } from './probes/responses.ts'
import { slowBodyProbes } from './probes/slow-bodies.ts'
import { stateProbes } from './probes/states.ts'
import { passwordProbes, storedRejectionProbes, versionProbes } from './probes/stored-rejections.ts'
import { storedOutcomeProbes } from './probes/stored-outcomes.ts'
import { textProbes } from './probes/texts.ts'
import { unchangedProbes } from './probes/unchanged.ts'
import { withSandbox } from './tester.ts'

const probes = [
  ...responseProbes,
  ...stateProbes,
  ...keyProbes,
  ...keyPathProbes,
  ...reuseProbes,
  ...concurrencyProbes,
  ...accessProbes,
  ...errorProbes,
  ...messageProbes,
  ...bodyProbes,
  ...mediaTypeProbes,
  ...aliasProbes,
  ...leakedValueProbes,
  ...unchangedProbes,
  ...keyStoreProbes,
  ...slowBodyProbes,
  ...textProbes,
  ...storedRejectionProbes,
  ...passwordProbes,
  ...versionProbes,
  ...lenientProbes,
  ...languageProbes,
  ...lenientFormProbes,
  ...storedOutcomeProbes,
]

const probesOf = (api: ApiName) => probes.filter(({ only = api }) => only === api)

describe.each(apiNames)('the fault catalogue of %s', (api) => {
  it('has at least 65 faults, each with a name, a kind and a description of one sentence', () => {
    const names = faults[api].map(({ name }) => name)
    expect(names.length).toBeGreaterThanOrEqual(65)
    expect(new Set(names).size).toBe(names.length)
    for (const { name, kind, description } of faults[api]) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(kind).not.toBe('')
      expect(description).toMatch(/^[^a-z].*\.$/)
    }
  })

  it('has a probe for every fault, and no probe for an unknown fault', () => {
    const probed = probesOf(api).flatMap((probe) => probe.faults)
    expect([...new Set(probed)].sort()).toEqual(faults[api].map(({ name }) => name).sort())
  })

  it.each(probesOf(api))(
    'passes on the correct sandbox: $about',
    async ({ run: probe, expected, latency = 1 }) => {
      expect(await withSandbox(api, { latency }, probe)).toEqual(expected)
    },
  )

  const each = probesOf(api).flatMap(({ faults: names, ...probe }) =>
    names.map((name) => ({ name, ...probe })),
  )
  it.each(each)('detects $name: $about', async ({ name, run: probe, expected, latency = 1 }) => {
    expect(await withSandbox(api, { latency, faults: [name] }, probe)).not.toEqual(expected)
  })
})

it('rejects an unknown fault and suggests the most similar name', async () => {
  const attempt = startSandbox('stripe', { faults: ['amount-as-sting'] })
  await expect(attempt).rejects.toThrow(UnknownFaultError)
  await expect(attempt).rejects.toThrow(
    'The stripe sandbox has no fault `amount-as-sting`. Did you mean `amount-as-string`?',
  )
})

it('responds with 500 if a combination of faults throws', async () => {
  const faultNames = ['error-in-html', 'error-as-problem']
  const response = await withSandbox('stripe', { faults: faultNames }, (t) => t.cancel('x'))
  expect(response.status).toBe(500)
})
