import { adminPath } from './admin.ts'
import { statuses } from './intents.ts'
import type { Sandbox } from './start.ts'

/** What a person needs to use a sandbox: its address, its keys, and lines to paste into a shell. */
export function welcome({ api, url, keys }: Sandbox, faults: readonly string[]): string {
  const auth = `-u '${keys.secret}:'`
  const make = (status: string): string => `curl -sS ${auth} -d '{"status":"${status}"}' ${url}${adminPath}`
  const keyHeader = api === 'leanrails' ? ` -H 'Idempotency-Key: first'` : ''
  return [
    `${api} sandbox: ${url}`,
    ...faults.map((fault) => `with the fault:  ${fault}`),
    '',
    'Keys (fixed, well known, worth nothing)',
    `  secret       ${keys.secret}`,
    `  other        ${keys.other} (a second merchant)`,
    `  live         ${keys.live} (live data of the first)`,
    `  publishable  ${keys.publishable} (may not cancel)`,
    `  revoked      ${keys.revoked}`,
    '',
    'A PaymentIntent in each status',
    ...statuses.map((status) => `  ${make(status)}`),
    '',
    'Make one, cancel it, look at it',
    `  ID=$(${make('requires_capture')} | grep -o 'pi_[A-Za-z0-9]*' | head -n 1)`,
    `  curl -sS -X POST ${auth}${keyHeader} ${url}/v1/payment_intents/$ID/cancel`,
    `  curl -sS ${auth} ${url}${adminPath}/$ID`,
    '',
    'Ctrl-C ends it.',
  ].join('\n')
}
