import { summarize } from '../../../src/contract/report/index.ts'
import type { Report, RuleReport } from '../../../src/contract/report/index.ts'

/** A run with everything that a hostile server or an unusual description can put into a report. */
export const sampleReport: Report = report('orders', [
  rule('header/Idempotency-Key/required', {
    text: '`Idempotency-Key` is required.',
    line: 61,
    evidence: 12,
  }),
  rule('header/Idempotency-Key/maxLength', {
    text: '`Idempotency-Key` has at most 255 characters; a longer one is rejected with `400` before anything is executed, so that the key stays free for the next request.',
    line: 64,
    verdict: 'failed',
    evidence: 4,
    failureCount: 3,
    failures: [
      {
        case: 'boundaries: 256 characters',
        expected: 'status 400 with `error.code` = "parameter_invalid" and `error.param` = "Idempotency-Key"',
        actual: 'status 200',
        curl: [
          'curl -sS -i -X POST http://127.0.0.1:4010/v1/orders/o_1/close',
          '-u "$API_KEY:"',
          `-H 'Idempotency-Key: ${'k'.repeat(40)}'`,
          "-H 'Content-Type: application/json'",
          `--data-raw '{"reason":"it'\\''s late"}'`,
        ].join(' \\\n  '),
      },
      {
        case: 'boundaries: 10,000 characters',
        expected: 'status 400',
        actual: `status 500, body "${'k'.repeat(10_000)}"`,
        curl: `curl -sS -i -X POST http://127.0.0.1:4010/v1/orders/o_1/close --data-binary @/tmp/1.bin`,
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
        curl: `curl -sS 'http://127.0.0.1:4010/v1/orders/%3Cscript%3E' \\\n  --data-raw '<script>window.hacked = 1</script>\n::add-mask::x'`,
      },
    ],
  }),
  rule('lifecycle/open/close', { text: 'An order that is `open` can be closed.', line: 90, evidence: 8 }),
  rule('lifecycle/shipping/close', {
    text: 'An order that is `shipping` is closed, or the request is rejected with `400`.',
    line: 94,
    verdict: 'untested',
    reason: 'needs a fixture for `shipping`',
  }),
  rule('lifecycle/shipping/unchanged', {
    text: 'A rejected request does not change an order that is `shipping`.',
    line: 94,
    verdict: 'untested',
    reason: 'needs a fixture for `shipping`',
  }),
  rule('auth/another-account', {
    text: 'An order of another account is not found.',
    line: 30,
    verdict: 'untested',
    reason: 'needs --other-api-key',
  }),
])

/** A run without failures. */
export const allPassed: Report = {
  ...report('returns', [
    rule('method/allowed', { text: 'The path has no other method.', line: 12, evidence: 6 }),
    rule('401/body', { text: 'The body of `401` conforms.', line: 300, evidence: 9 }),
  ]),
  warnings: [],
  notes: [],
}

export function report(api: string, rules: readonly RuleReport[]): Report {
  return {
    api,
    target: 'http://127.0.0.1:4010',
    seed: 20260309,
    summary: summarize(rules, { cases: 301, exchanges: 1412, durationMs: 3240 }),
    rules,
    warnings: [],
    notes: ['POST /v1/orders/o_7/close: connection dropped <by the server>, retried once'],
  }
}

export function rule(
  id: string,
  { line = 1, ...given }: Partial<Omit<RuleReport, 'id' | 'source'>> & { line?: number } = {},
): RuleReport {
  return {
    id,
    text: `The text of \`${id}\`.`,
    source: `openapi/orders.yaml:${line}`,
    verdict: 'passed',
    evidence: given.verdict === 'untested' ? 0 : 1,
    failures: [],
    failureCount: 0,
    ...given,
  }
}
