import { describe, expect, test } from 'vitest'
import { causes } from '../../../../src/contract/checks/causes.ts'
import { findingsOf } from '../../../../src/contract/report/index.ts'
import type { RuleReport } from '../../../../src/contract/report/index.ts'
import { report, rule } from '../sample-reports.ts'
import { failed, titles } from './failed-rules.ts'

describe('server errors of ordinary requests of several kinds', () => {
  const places = ['lifecycle/once', 'idempotency/replay', 'idempotency/scope', 'path.id/accepted'].map(
    (place) => `cancel/${place}`,
  )
  const template = failed('cancel/no-server-error', { evidence: 100, cause: ['', 1] })
  const failures = places.flatMap((place) =>
    template.failures.map((one) => ({ ...one, cause: causes.serverError(500, place) })),
  )
  const errors = { ...template, failures, failureCount: failures.length }

  test('are one finding if other requests of these kinds get none', () => {
    const others = places.map((place) => rule(place, { evidence: 20 }))
    expect(titles(errors, ...others)).toEqual(['Server error 500: 4 of 100'])
  })

  test('are several findings if all requests of a kind get one', () => {
    const others = places.map((place) => rule(place, { evidence: 1 }))
    expect(titles(errors, ...others)).toHaveLength(4)
  })
})

describe('what is wrong in a server error', () => {
  const error = failed('cancel/no-server-error', {
    evidence: 50,
    cause: [causes.serverError(500, 'cancel/body'), 4],
  })
  const page = (count: number): RuleReport =>
    failed('cancel/responses/500/headers/Request-Id', {
      evidence: 10,
      cause: [causes.missingHeader('Request-Id'), count],
    })

  test('belongs to the error', () => {
    expect(titles(error, page(4))).toEqual(['Server error 500 (body): 4 of 50'])
  })

  test('is a finding of its own if further responses have it', () => {
    expect(titles(error, page(5))).toHaveLength(2)
  })
})

test('a status that is not documented is one finding, whatever the requests are about', () => {
  const rules = [
    failed('cancel/path.id/odd', {
      evidence: 9,
      cause: [causes.otherError('cancel/path.id/odd', '410 gone'), 2],
    }),
    failed('cancel/path.id/unknown', {
      evidence: 9,
      cause: [causes.rejected('cancel/path.id/unknown', '410'), 3],
    }),
    failed('cancel/responses', { evidence: 90, cause: [causes.status(410), 5] }),
  ]
  expect(titles(...rules)).toHaveLength(1)
})

test('all of a finding is about the error that has a wrong status', () => {
  const id = 'cancel/path.id/odd'
  const rules = [
    failed(id, { evidence: 9, cause: [causes.rejected(id, '410 gone'), 9], actual: 'odd' }),
    failed('cancel/path.id/unknown', {
      evidence: 4,
      cause: [causes.error('status 404', '410'), 4],
      actual: 'unknown',
    }),
  ]
  const [finding, ...others] = findingsOf(report('orders', rules))
  expect(finding).toMatchObject({ title: 'An error has 410 instead of status 404', actual: 'unknown' })
  expect(others).toEqual([])
})

test('one error for all used keys is one finding', () => {
  const received = '400 parameter_invalid'
  const rules = ['mismatch/body', 'mismatch/path', 'stores/rejection'].map((name, index) => {
    const id = `cancel/idempotency/${name}`
    const cause = index === 1 ? causes.rejected(id, received) : causes.otherError(id, received)
    return failed(id, { evidence: 10, cause: [cause, 9 - index] })
  })
  expect(titles(...rules)).toEqual([
    `Another error, ${received}: The text of \`cancel/idempotency/mismatch/body\`: 9 of 10`,
  ])
})

describe('the same error for requests about several parts', () => {
  const rules = (received: string): RuleReport[] => [
    rule('cancel/header.Key/maxLength'),
    ...['cancel/path.id/odd', 'cancel/body/reason/type'].map((id) =>
      failed(id, { evidence: 9, cause: [causes.rejected(id, received), 1] }),
    ),
  ]

  test('is one finding if it names another part', () => {
    expect(titles(...rules('422 used Key'))).toEqual(['Requests are rejected: 422 used Key: 2 of 18'])
  })

  test.each(['400 invalid', '400 invalid reason'])('is two findings otherwise: %s', (received) => {
    expect(titles(...rules(received))).toHaveLength(2)
  })
})

test('an error instead of another one belongs to the rejection of valid bodies with the same error', () => {
  const id = 'cancel/body/reason/type'
  const actual = '400 with /code "too_long"'
  const rejected = failed(id, { evidence: 9, cause: [causes.rejected(id, '400 too_long'), 3], actual })
  const instead = (received: string): RuleReport =>
    failed('cancel/lifecycle/canceled', {
      evidence: 5,
      cause: [causes.error('/code canceled', 'too_long'), 1],
      actual: received,
    })
  expect(titles(rejected, instead(actual))).toHaveLength(1)
  expect(titles(rejected, instead('400 with /code "too_long" and more'))).toHaveLength(2)
})

describe('what is wrong in replays', () => {
  const replay = failed('cancel/idempotency/replay', {
    evidence: 25,
    cause: [causes.replay('cancel', 'another body'), 20],
    actual: 'another body: /amount was 1, is "1"',
  })
  const wrong = (count: number): RuleReport =>
    failed('schemas/Amount/type', { evidence: 300, cause: [causes.body('/amount', 'integer'), count] })

  test('is one finding with their difference', () => {
    expect(titles(replay, wrong(21))).toHaveLength(1)
  })

  test('is a finding of its own if many other responses have it', () => {
    expect(titles(replay, wrong(300))).toHaveLength(2)
  })

  test('is counted for each operation', () => {
    const other = failed('refund/idempotency/replay', {
      evidence: 25,
      cause: [causes.replay('refund', 'another body'), 9],
      inCase: 'family/refund/a case',
    })
    expect(titles(replay, other, wrong(21))).toHaveLength(2)
    expect(titles(replay, other, wrong(29))).toHaveLength(3)
  })
})

describe('a success that leaves the state as it was', () => {
  const inCase = 'lifecycle/cancel/processing'
  const to: RuleReport = {
    ...failed('cancel/lifecycle/to', { evidence: 5, cause: [causes.rule('cancel/lifecycle/to'), 1], inCase }),
    text: 'After a success the state is `canceled`.',
  }
  const state = {
    ...to,
    failures: to.failures.map((one) => ({
      ...one,
      expected: '/status "canceled"',
      actual: '/status "open"',
    })),
  }
  const others = (count: number): RuleReport[] => [
    failed('schemas/Thing/status/const', { evidence: 90, cause: [causes.body('/status', '"canceled"'), 4] }),
    failed('schemas/Thing/canceled_at/type', {
      evidence: 90,
      cause: [causes.body('/canceled_at', 'integer'), count],
    }),
    failed('cancel/lifecycle/processing', {
      evidence: 2,
      cause: [causes.accepted('cancel/lifecycle/processing'), 1],
      inCase,
    }),
  ]

  test('is one finding with what is wrong in the same responses, and with the next success', () => {
    expect(titles(state, ...others(4))).toEqual(['After a success the state is `canceled`: 1 of 5'])
  })

  test('is not the title of a body that is not JSON, and so has no state', () => {
    const unreadable = failed('cancel/responses/200/application/json', {
      evidence: 90,
      cause: [causes.notJson(), 4],
    })
    const links = [[causes.rule('cancel/lifecycle/to'), causes.notJson()]] as const
    const findings = findingsOf({ ...report('orders', [to, unreadable]), links })
    expect(findings.map(({ title }) => title)).toEqual(['A body is not JSON'])
  })

  test('does not explain what is wrong in other responses, too', () => {
    expect(titles(state, ...others(9))).toHaveLength(2)
  })
})

describe('requests that succeed in several states', () => {
  const race = (actual: string): RuleReport =>
    failed('cancel/lifecycle/once', { evidence: 3, cause: [causes.rule('cancel/lifecycle/once'), 3], actual })
  const accepted = ['paid', 'canceled'].map((state) =>
    failed(`cancel/lifecycle/${state}`, {
      evidence: 2,
      cause: [causes.accepted(`cancel/lifecycle/${state}`), 2],
    }),
  )

  test('are one finding, which explains a race with several successes', () => {
    expect(titles(...accepted, race('4 × 200, 4 × 400'))).toEqual([
      'Requests in states that do not allow them are accepted: paid, canceled: 4 of 4',
    ])
  })

  test('do not explain a race without one', () => {
    expect(titles(...accepted, race('8 × 409'))).toHaveLength(2)
  })
})

test('a race without keys, of which all requests are rejected, is one with the rejection of such a request', () => {
  const header = (status: string): RuleReport =>
    failed('cancel/idempotency/header', {
      evidence: 9,
      cause: [causes.rejected('cancel/idempotency/header', status), 2],
    })
  const race = failed('cancel/lifecycle/once', {
    evidence: 3,
    cause: [causes.rule('cancel/lifecycle/once'), 1],
    actual: '8 × 400',
  })
  expect(titles(header('400 key_missing'), race)).toHaveLength(1)
  expect(titles(header('422 key_missing'), race)).toHaveLength(2)
})

test('used keys that are compared with nothing are one finding', () => {
  const rules = ['body', 'path'].map((part) =>
    failed(`cancel/idempotency/mismatch/${part}`, {
      evidence: 9,
      cause: [causes.accepted(`cancel/idempotency/mismatch/${part}`), 5],
    }),
  )
  const stored = failed('cancel/idempotency/stores/rejection', {
    evidence: 9,
    cause: [causes.otherError('cancel/idempotency/stores/rejection', '400 state'), 2],
  })
  expect(titles(...rules, stored)).toHaveLength(1)
})

test('invalid credentials of one scheme that are accepted in three ways are one finding', () => {
  const accepted = ['wrong', 'malformed', 'password'].map((clause) =>
    failed(`cancel/security/basic/${clause}`, {
      evidence: 9,
      cause: [causes.accepted(`cancel/security/basic/${clause}`), 1],
    }),
  )
  expect(titles(...accepted)).toEqual([
    'Invalid credentials are accepted: wrong, malformed, password: 3 of 27',
  ])
})

test('replays with another status are one with what is wrong in their bodies', () => {
  const inCase = 'idempotency/cancel/replay of a rejection'
  const replay = failed('cancel/idempotency/stores/rejection', {
    evidence: 9,
    cause: [causes.replay('cancel', '200'), 2],
    inCase,
  })
  const body = failed('schemas/Thing/canceled_at/type', {
    evidence: 90,
    cause: [causes.body('/canceled_at', 'integer'), 2],
    inCase,
  })
  expect(titles(replay, body)).toEqual(['A replay differs from the stored response: 200: 2 of 9'])
})

describe('conditions of one value that are not met', () => {
  const condition = (index: number, text: string, count: number): RuleReport =>
    failed(`cancel/responses/200/criteria/${index}`, { evidence: 10, cause: [causes.criterion(text), count] })
  const shown = failed('cancel/lifecycle/canceled', {
    evidence: 9,
    cause: [causes.changed('cancel', ['/canceled_at']), 3],
  })

  test('are one finding if most responses have a wrong one', () => {
    const order = condition(3, '$response.body#/canceled_at >= $response.body#/created', 10)
    const now = condition(4, '$response.body#/canceled_at == $now', 9)
    expect(titles(order, now, shown)).toEqual([expect.stringContaining('A condition is not met: ')])
  })

  test('are several findings if few responses have one', () => {
    const order = condition(3, '$response.body#/canceled_at >= $response.body#/created', 1)
    const now = condition(4, '$response.body#/canceled_at == $now', 2)
    expect(titles(order, now)).toHaveLength(2)
  })

  test('are several findings if they read different values', () => {
    const order = condition(3, '$response.body#/canceled_at >= $response.body#/created', 10)
    const reason = condition(2, '$response.body#/reason == $request.body#/reason', 10)
    expect(titles(order, reason)).toHaveLength(2)
  })
})

test('an odd id that reaches a resource is one finding with unknown ids, and with what its response shows', () => {
  const inCase = 'identifiers/cancel/id: a percent sign'
  const odd = failed('cancel/path.id/odd', {
    evidence: 9,
    cause: [causes.rule('cancel/path.id/odd'), 1],
    inCase,
  })
  const unknown = failed('cancel/path.id/unknown', {
    evidence: 9,
    cause: [causes.accepted('cancel/path.id/unknown'), 1],
  })
  const other = failed('cancel/responses/400/criteria/1', {
    evidence: 99,
    cause: [causes.criterion('$response.body#/error/thing/id == $request.path.id'), 1],
    inCase,
  })
  expect(titles(odd, unknown, other)).toHaveLength(1)
})

test('a valid body that is rejected is one finding with the same rejection of requests about keys', () => {
  const received = '400 parameter_invalid reason'
  const body = failed('cancel/body/reason/type', {
    evidence: 9,
    cause: [causes.rejected('cancel/body/reason/type', received), 1],
  })
  const keys = (response: string): RuleReport =>
    failed('cancel/idempotency/mismatch/body', {
      evidence: 9,
      cause: [causes.otherError('cancel/idempotency/mismatch/body', response), 2],
    })
  expect(titles(body, keys(received))).toHaveLength(1)
  expect(titles(body, keys('400 state'))).toHaveLength(2)
})

test('what is not HTTP is one finding, whatever the requests were about', () => {
  const places = ['path.id/odd', 'body/a/malformed', 'idempotency/replay', 'security/missing']
  const lost = (why: string): RuleReport => {
    const template = failed('cancel/no-server-error', {
      evidence: 100,
      cause: ['', 2],
      actual: `http://127.0.0.1 ${why}`,
    })
    const failures = places.flatMap((place) =>
      template.failures.map((one) => ({ ...one, cause: causes.noResponse(`cancel/${place}`) })),
    )
    return { ...template, failures, failureCount: 8 }
  }
  const notHttp = lost('sends what is not an HTTP response (Parse Error: Expected HTTP/)')
  expect(titles(notHttp)).toEqual(['A response is not HTTP: 8 of 100'])
  expect(titles(lost('dropped the connection'))).toHaveLength(4)
})
