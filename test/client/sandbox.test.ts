import { createLeanRails, validate as validateLeanRails } from '../../generated/leanrails/client.ts'
import { createStripe, validate as validateStripe } from '../../generated/stripe/client.ts'
import fixtures from '../../src/sandbox/fixtures.js'
import { startSandbox } from '../../src/sandbox/index.ts'
import type { ApiName } from '../../src/sandbox/index.ts'
import { describeClient, type Create, type ClientTarget } from './suite.ts'

const start = (api: ApiName, parameter: string) => async (): Promise<ClientTarget> => {
  const { url, keys, close } = await startSandbox(api)
  const apiKey = keys.secret
  return {
    baseUrl: url,
    apiKey,
    fresh: async () => (await fixtures.create('requires_capture', { baseUrl: url, apiKey, fetch })) ?? {},
    missing: { [parameter]: 'pi_missing' },
    stop: close,
  }
}

describeClient(
  'the LeanRails client with validation, against the sandbox',
  ((options) => createLeanRails({ ...options, validate: validateLeanRails })) as Create,
  start('leanrails', 'id'),
)
describeClient(
  'the Stripe client with validation, against the sandbox',
  ((options) => createStripe({ ...options, validate: validateStripe })) as Create,
  start('stripe', 'intent'),
)
