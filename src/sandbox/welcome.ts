import { adminPath } from './admin.ts'
import { statuses } from './intent.ts'
import type { Sandbox } from './start.ts'

/** Returns the text that the command prints: the address, the keys, and commands for a shell. */
export function welcome({ api, url, keys }: Sandbox, faults: readonly string[]): string {
  const auth = `-u '${keys.secret}:'`
  const create = (status: string): string => `curl -sS ${auth} -d '{"status":"${status}"}' ${url}${adminPath}`
  const keyHeader = api === 'leanrails' ? ` -H 'Idempotency-Key: first'` : ''
  return [
    `${api} sandbox: ${url}`,
    ...faults.map((fault) => `Fault enabled: ${fault}`),
    '',
    'API keys (fixed, not secret)',
    `  secret       ${keys.secret}`,
    `  other        ${keys.other} (second merchant)`,
    `  live         ${keys.live} (first merchant, live data)`,
    `  publishable  ${keys.publishable} (cannot cancel)`,
    `  revoked      ${keys.revoked}`,
    '',
    'Create a PaymentIntent in each status',
    ...statuses.map((status) => `  ${create(status)}`),
    '',
    'Create a PaymentIntent, cancel it and read it',
    `  ID=$(${create('requires_capture')} | grep -o 'pi_[A-Za-z0-9]*' | head -n 1)`,
    `  curl -sS -X POST ${auth}${keyHeader} ${url}/v1/payment_intents/$ID/cancel`,
    `  curl -sS ${auth} ${url}${adminPath}/$ID`,
    '',
    'Press Ctrl-C to stop.',
  ].join('\n')
}
