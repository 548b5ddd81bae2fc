import { summarize } from '../../../src/contract/report/index.ts'
import type { Report, RuleReport } from '../../../src/contract/report/index.ts'

/** A run as it could have been: a bit of everything that a hostile server or an odd description puts into it. */
export const sampleReport: Report = report('orders', [
  rule('header/Idempotency-Key/required', {
    text: '`Idempotency-Key` is required.',
    line: 61,
    evidence: 12,
  }),
  rule('header/Idempotency-Key/maxLength', {
    text: '`Idempotency-Key` has at most 255 characters; a longer one is refused with `400` before anything is executed, so that the key stays free for the next request.',
    line: 64,
    verdict: 'failed',
    evidence: 4,
    failureCount: 3,
    failures: [
      {
        case: 'boundaries: 256 characters',
        expected: 'status 400 with `error.code` = "parameter_invalid" and `error.param` = "Idempotency-Key"',
        actual: 'status 200',
        curl: `curl -sS -X POST -u "$API_KEY:" -H 'Idempotency-Key: ${'k'.repeat(40)}' -H 'Content-Type: application/json' -d '{"reason":"it'\\''s late"}' http://127.0.0.1:4010/v1/orders/o_1/close`,
      },
      {
        case: 'boundaries: 10,000 characters',
        expected: 'status 400',
        actual: `status 500, body "${'k'.repeat(10_000)}"`,
        curl: `printf 'k%.0s' $(seq 10000) | curl -sS -X POST -u "$API_KEY:" -H "Idempotency-Key: $(cat)" http://127.0.0.1:4010/v1/orders/o_1/close`,
      },
    ],
  }),
  rule('200/body/note', {
    text: 'The body of `200` conforms: `/note` is a string.',
    line: 208,
    verdict: 'failed',
    evidence: 31,
    failureCount: 1,
    failures: [
      {
        case: 'examples: "</script><script>window.hacked = 1</script>"',
        expected: '/note: string',
        actual: [
          '<img src="http://127.0.0.1:9/x.png" onerror="window.hacked = 1">',
          '</pre></article></textarea><script>window.hacked = 1</script>',
          '<svg/onload=\'window.hacked=1\'><a href="javascript:window.hacked=1">click</a>',
          ']]> <![CDATA[ <!-- --> &amp; &#0; &lt;',
          '\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u009b2J \u0000\u0008\u000b\r\t|',
          '::error::not ours ##[error]nor this',
          '::set-output name=a::b',
          '100% `code` ```fence``` **bold** | cell | @someone',
          'right\u202eleft\u2066 zero\u200bwidth \ufeff \u2028 lone \ud800 \uffff',
          'Grüße 日本語 👩‍🚀 e\u0301 🎉',
        ].join('\n'),
        curl: `curl -sS 'http://127.0.0.1:4010/v1/orders/%3Cscript%3E' -d '<script>window.hacked = 1</script>\n::add-mask::x'`,
      },
    ],
  }),
  rule('lifecycle/open/close', { text: 'An order that is `open` can be closed.', line: 90, evidence: 8 }),
  rule('lifecycle/shipping/close', {
    text: 'An order that is `shipping` is closed, or refused with `400`.',
    line: 94,
    verdict: 'untested',
    reason: 'needs a fixture for `shipping`',
  }),
  rule('lifecycle/shipping/unchanged', {
    text: 'A refusal leaves an order that is `shipping` as it was.',
    line: 94,
    verdict: 'untested',
    reason: 'needs a fixture for `shipping`',
  }),
  rule('auth/another-merchant', {
    text: 'What belongs to another merchant answers as if it did not exist.',
    line: 30,
    verdict: 'untested',
    reason: 'needs --other-api-key',
  }),
])

/** Nothing to complain of. */
export const allPassed: Report = {
  ...report('returns', [
    rule('method/allowed', { text: 'The path has no other method.', line: 12, evidence: 6 }),
    rule('401/body', { text: 'The body of `401` conforms.', line: 300, evidence: 9 }),
  ]),
  notes: [],
}

export function report(api: string, rules: readonly RuleReport[]): Report {
  return {
    api,
    target: 'http://127.0.0.1:4010',
    seed: 20260309,
    summary: summarize(rules, { cases: 301, exchanges: 1412, durationMs: 3240 }),
    rules,
    notes: ['POST /v1/orders/o_7/close: connection dropped <by the server>, tried again once'],
  }
}

export function rule(
  id: string,
  { line = 1, ...given }: Partial<Omit<RuleReport, 'id' | 'source'>> & { line?: number } = {},
): RuleReport {
  return {
    id,
    text: `What \`${id}\` demands.`,
    source: `openapi/orders.yaml:${line}`,
    verdict: 'passed',
    evidence: given.verdict === 'untested' ? 0 : 1,
    failures: [],
    failureCount: 0,
    ...given,
  }
}
