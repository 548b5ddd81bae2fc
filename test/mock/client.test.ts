import { createLeanRails, validate as validateLeanRails } from '../../generated/leanrails/client.ts'
import { createStripe, validate as validateStripe } from '../../generated/stripe/client.ts'
import { startMock } from '../../src/mock/index.ts'
import { describeClient } from '../client/suite.ts'
import type { Create, ClientTarget } from '../client/suite.ts'

/** A mock with one API key, used by the generated client. */
const start = (api: string, parameter: string) => async (): Promise<ClientTarget> => {
  const apiKey = 'sk_test_client'
  const mock = await startMock(api, { apiKeys: [apiKey] })
  return {
    baseUrl: mock.url,
    apiKey,
    fresh: () => Promise.resolve(mock.createFixture({ state: 'requires_capture', owner: apiKey }) ?? {}),
    missing: { [parameter]: 'pi_none_1' },
    stop: () => mock.close(),
  }
}

describeClient(
  'LeanRails at its mock, validated',
  ((options) => createLeanRails({ ...options, validate: validateLeanRails })) as Create,
  start('leanrails', 'id'),
)
describeClient(
  'Stripe at its mock, validated',
  ((options) => createStripe({ ...options, validate: validateStripe })) as Create,
  start('stripe', 'intent'),
)
