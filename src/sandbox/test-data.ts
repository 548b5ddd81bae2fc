import { adminPath } from './admin.ts'
import { apiNames, keysOf } from './keys.ts'

/** The public test data of a sandbox, for documentation. */
export interface TestData {
  /** The command that starts the sandbox. */
  readonly start: string
  readonly keys: readonly { readonly name: string; readonly value: string; readonly use: string }[]
  /** The command that creates a resource in a state. `SANDBOX` is the address of the sandbox. */
  readonly create: (state: string) => string
}

/** Returns the test data of an API; `undefined` for an API that has no sandbox. */
export function testDataOf(name: string): TestData | undefined {
  const api = apiNames.find((known) => known === name)
  if (api === undefined) return undefined
  const { secret, other, live, publishable, revoked } = keysOf(api)
  return {
    start: `npm run sandbox -- ${api}`,
    keys: [
      { name: 'secret', value: secret, use: 'test data of the first merchant; use this one' },
      { name: 'other', value: other, use: 'a second merchant, without access to the data of the first' },
      { name: 'live', value: live, use: 'live data of the first merchant, without access to test data' },
      { name: 'publishable', value: publishable, use: 'a key for browsers, which cannot cancel' },
      { name: 'revoked', value: revoked, use: 'a revoked secret key' },
    ],
    create: (state) =>
      [`curl "$SANDBOX${adminPath}"`, `  -u '${secret}:'`, `  -d '{"status": "${state}"}'`].join(' \\\n'),
  }
}
