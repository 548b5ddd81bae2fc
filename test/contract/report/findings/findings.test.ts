import { expect, test } from 'vitest'
import { causes } from '../../../../src/contract/checks/causes.ts'
import { findingsOf } from '../../../../src/contract/report/index.ts'
import type { Report, RuleReport } from '../../../../src/contract/report/index.ts'
import { plural } from '../../../../src/contract/report/text.ts'
import { report, rule } from '../sample-reports.ts'

/** Returns a failed rule that failed by some causes, each as often as given. */
function failed(id: string, evidence: number, counts: Readonly<Record<string, number>>): RuleReport {
  const failures = Object.entries(counts).map(([cause, count]) => ({
    case: 'family/cancel/case',
    expected: 'this',
    actual: 'that',
    curl: 'curl',
    cause,
    count,
  }))
  const failureCount = Math.min(
    evidence,
    Object.values(counts).reduce((sum, count) => sum + count, 0),
  )
  return rule(id, { verdict: 'failed', evidence, failures, failureCount })
}

function summaries(rules: readonly RuleReport[], links: Report['links'] = []): string[] {
  return findingsOf({ ...report('orders', rules), links }).map(
    ({ title, count, of, unit, rules: ids }) =>
      `${title}: ${count} of ${of} ${unit}s, ${plural(ids.length, 'rule')}`,
  )
}

test('a header that is missing everywhere is one finding, whatever the status code', () => {
  const cause = causes.missingHeader('Request-Id')
  const rules = ['200', '400', '404', '409', '429', '500'].map((status) =>
    failed(`cancel/responses/${status}/headers/Request-Id`, 81, { [cause]: 81 }),
  )
  expect(summaries(rules)).toEqual(['`Request-Id` is missing: 486 of 486 responses, 6 rules'])
})

test('the responses that have the header count too', () => {
  const cause = causes.missingHeader('Request-Id')
  const rules = [
    failed('cancel/responses/400/headers/Request-Id', 10, { [cause]: 10 }),
    rule('cancel/responses/200/headers/Request-Id', { evidence: 30 }),
  ]
  expect(summaries(rules)).toEqual(['`Request-Id` is missing: 10 of 40 responses, 1 rule'])
})

test('two causes that failed the same rule are two findings', () => {
  const rules = [
    failed('cancel/responses', 100, { [causes.status(422)]: 5, [causes.status(302)]: 1 }),
    failed('cancel/no-leak', 100, { [causes.leak('a secret')]: 1, [causes.leak('a stack trace')]: 2 }),
  ]
  expect(summaries(rules)).toHaveLength(4)
})

test('two causes of the same responses are two findings, unless the report links them', () => {
  const status = causes.status(422)
  const expectation = causes.error('status 400', '422')
  const rules = [
    failed('cancel/lifecycle/succeeded', 2, { [expectation]: 2 }),
    failed('cancel/responses', 100, { [status]: 2 }),
  ]
  expect(summaries(rules)).toHaveLength(2)
  expect(summaries(rules, [[expectation, status]])).toEqual([
    'An error has 422 instead of status 400: 2 of 2 checks, 2 rules',
  ])
})

test('three properties that are wrong in the same way are one finding, two are two', () => {
  const wrong = (name: string): RuleReport => ({
    ...failed(`schemas/Order/${name}/type`, 10, { [causes.body(`/${name}`, 'integer')]: 10 }),
    failures: [
      {
        case: 'a/b/c',
        expected: `/${name}: integer`,
        actual: `/${name}: ""`,
        curl: 'curl',
        cause: causes.body(`/${name}`, 'integer'),
        count: 10,
      },
    ],
  })
  expect(summaries([wrong('a'), wrong('b'), wrong('c')])).toEqual([
    'Wrong values in a body: `/a`, `/b`, `/c`: 10 of 10 responses, 3 rules',
  ])
  expect(summaries([wrong('a'), wrong('b')])).toHaveLength(2)
})

test('a part of a request that is not validated at all is one finding', () => {
  const ids = ['required', 'minLength', 'maxLength'].map((keyword) => `cancel/header.Key/${keyword}`)
  const rules = ids.map((id) => failed(id, 1, { [causes.accepted(id)]: 1 }))
  expect(summaries(rules)).toHaveLength(1)
  expect(summaries([...rules, rule('cancel/header.Key/pattern', { evidence: 1 })])).toHaveLength(3)
})

test('server errors of requests of all kinds are one finding only if they are many', () => {
  const errors = {
    [causes.serverError(500, 'a')]: 1,
    [causes.serverError(500, 'b')]: 1,
    [causes.serverError(500, 'c')]: 1,
  }
  expect(summaries([failed('cancel/no-server-error', 100, errors)])).toHaveLength(3)
  expect(summaries([failed('cancel/no-server-error', 5, errors)])).toHaveLength(1)
})

test('findings are ordered by how bad they are and how far they spread', () => {
  const rules = [
    failed('cancel/responses/200/headers/A', 100, { [causes.missingHeader('A')]: 1 }),
    failed('cancel/no-leak', 100, { [causes.leak('a secret')]: 1 }),
  ]
  expect(summaries(rules)[0]).toMatch('A response contains the secret')
})

test('the id of a finding depends on its cause only', () => {
  const cause = causes.missingHeader('A')
  const found = (evidence: number, count: number, seed: number) =>
    findingsOf({
      ...report('orders', [failed('cancel/responses/200/headers/A', evidence, { [cause]: count })]),
      seed,
    })
  const one = found(10, 10, 1)
  const other = found(99, 3, 2)
  expect(one[0]?.id).toBe(other[0]?.id)
  expect(one[0]?.id).toMatch(/^[\da-f]{16}$/)
})

test('a report without causes, of an earlier version, has one finding for each failed rule', () => {
  const failures = [{ case: 'a/b/c', expected: 'this', actual: 'that', curl: 'curl' }]
  const rules = ['one', 'two'].map((id) => rule(id, { verdict: 'failed', failures, failureCount: 2 }))
  expect(findingsOf(report('orders', rules)).map(({ rules: ids }) => ids)).toEqual([['one'], ['two']])
})

const REJECTED = '400 invalid_request_error'

/** Returns rules that failed because valid requests are rejected, all with the same response. */
const rejecting = (...rules: string[]): RuleReport[] =>
  rules.map((id) => failed(`cancel/${id}`, 4, { [causes.rejected(`cancel/${id}`, REJECTED)]: 2 }))

const isolation = failed('cancel/security/isolation', 2, {
  [causes.otherError('cancel/security/isolation', REJECTED)]: 2,
})

test('a value of a body that is rejected does not explain other errors with the same response', () => {
  const bodies = rejecting('examples/a', 'examples/b', 'body/note/enum', 'body/form', 'body/list')
  expect(summaries([...bodies, isolation])).toEqual([
    expect.stringContaining('Another error, 400 invalid_request_error: The text of'),
    'Valid bodies are rejected: 400 invalid_request_error: 10 of 20 checks, 5 rules',
  ])
})

test('two kinds of bodies that are rejected are two findings, three have one reason', () => {
  expect(summaries(rejecting('examples/a', 'examples/b'))).toHaveLength(2)
  expect(summaries(rejecting('examples/a', 'examples/b', 'body/form'))).toHaveLength(1)
})

test('if requests about every part are rejected, other errors with the same response are one with it', () => {
  const all = rejecting(
    'path.id/accepted',
    'header.Key/accepted',
    'body/form',
    'lifecycle/open',
    'examples/a',
  )
  expect(summaries([...all, isolation])).toEqual([
    'Valid requests are rejected: 400 invalid_request_error: 10 of 20 checks, 6 rules',
  ])
})

const accepted = (rule: string, count: number, evidence = count): RuleReport =>
  failed(`cancel/${rule}`, evidence, { [causes.accepted(`cancel/${rule}`)]: count })

test('keys that were never issued are accepted in any scheme, and see every resource: one finding', () => {
  const wrong = [accepted('security/basic/wrong', 5, 8), accepted('security/bearer/wrong', 5, 7)]
  const rejects = rule('cancel/security/basic/publishable', { evidence: 2 })
  expect(summaries([...wrong, accepted('security/isolation', 4), rejects])).toEqual([
    'Invalid credentials are accepted: wrong, isolation: 14 of 19 checks, 3 rules',
  ])
})

test('a few spellings of a key that are accepted do not explain a leak between accounts', () => {
  const rules = [accepted('security/basic/wrong', 1, 8), accepted('security/isolation', 4)]
  expect(summaries([...rules, rule('cancel/security/basic/publishable', { evidence: 2 })])).toHaveLength(2)
})

test('an error of a resource in its final state is one with credentials that are not checked', () => {
  const missing = failed('cancel/security/missing', 3, {
    [causes.accepted('cancel/security/missing')]: 2,
    [causes.error('status 401', '400')]: 1,
  })
  expect(summaries([missing])).toHaveLength(1)
})

test('what errors of all kinds lack does not join the rules that see it', () => {
  const cause = causes.error('/error/type', 'missing')
  const rules = [
    failed('cancel/security/isolation', 4, {
      [causes.accepted('cancel/security/isolation')]: 3,
      [cause]: 1,
    }),
    failed('cancel/body/note/enum', 4, { [cause]: 4 }),
  ]
  expect(summaries(rules)).toHaveLength(2)
})

test('errors that lack several parts are one finding with those that lack one of them', () => {
  const rules = [
    failed('cancel/route', 4, { [causes.error('/error/code', 'missing')]: 4 }),
    failed('cancel/path.id/unknown', 4, { [causes.error('/error/code, /error/param', 'missing')]: 4 }),
    failed('cancel/body/type', 4, { [causes.error('/error/type', 'missing')]: 4 }),
  ]
  expect(summaries(rules)).toEqual([
    'An error lacks `/error/code`, `/error/param`: 8 of 8 checks, 2 rules',
    'An error lacks `/error/type`: 4 of 4 checks, 1 rule',
  ])
})

test('a body that is not JSON is one finding with the media type of the same responses', () => {
  const both = { [causes.mediaType('text/html')]: 3, [causes.notJson()]: 3 }
  expect(summaries([failed('cancel/responses/404/application/json', 9, both)])).toHaveLength(1)
  const more = { ...both, [causes.notJson()]: 4 }
  expect(summaries([failed('cancel/responses/404/application/json', 9, more)])).toHaveLength(2)
})

test('responses that schemas and conditions both see are counted once', () => {
  const cause = causes.structure('')
  const lacks = (name: string): RuleReport => {
    const expected = `the property \`${name}\``
    const failures = [{ case: 'a/b/c', expected, actual: `no \`${name}\``, curl: 'curl', cause, count: 10 }]
    const id = `schemas/Order/required/${name}`
    return rule(id, { verdict: 'failed', evidence: 10, failureCount: 10, failures })
  }
  const condition = failed('cancel/responses/200/criteria/1', 10, { [cause]: 10 })
  expect(summaries([...['a', 'b', 'c', 'd'].map(lacks), condition])).toEqual([
    'A body lacks 4 properties: `a`, `b`, `c` and 1 more: 10 of 10 responses, 5 rules',
  ])
})

test('server errors of all requests are counted together, with the races that get nothing else', () => {
  const places = Array.from({ length: 4 }, (_, index) => causes.serverError(500, `place${index}`))
  const errors = failed('cancel/no-server-error', 50, Object.fromEntries(places.map((one) => [one, 10])))
  const once = failed('cancel/lifecycle/once', 1, { [causes.rule('cancel/lifecycle/once')]: 1 })
  const race = { ...once, failures: once.failures.map((one) => ({ ...one, actual: '8 × 500' })) }
  expect(summaries([errors, race])).toEqual(['Server error 500: 40 of 50 responses, 2 rules'])
})

test('a title says what the server does, not what it should do', () => {
  const titled = (text: string, cause: string): string | undefined =>
    findingsOf(report('orders', [{ ...failed('cancel/header.A/pattern', 2, { [cause]: 2 }), text }]))[0]
      ?.title
  const accepts = causes.accepted('cancel/header.A/pattern')
  const rejects = causes.rejected('cancel/header.A/pattern', '400')
  expect(titled('A wrong key is rejected.', accepts)).toBe('A wrong key is accepted')
  expect(
    titled('In the state `a` the response is as described, and a rejection changes nothing.', accepts),
  ).toBe('In the state `a` a request is accepted')
  expect(titled('header `A`: maxLength 2.', accepts)).toBe('Not rejected: header `A`: maxLength 2')
  expect(titled('The example `a` is accepted.', rejects)).toBe('The example `a` is rejected: 400')
  expect(titled('A key is free again.', rejects)).toBe('Rejected, 400: A key is free again')
  expect(titled('The reason is that of the request.', causes.criterion('$a == $b'))).toBe(
    'A condition is not met: The reason is that of the request',
  )
})

test('invalid values of one part that are accepted are named', () => {
  const ids = ['contentType', 'form/malformed', 'additionalProperties', 'note/enum', 'list/type']
  expect(summaries(ids.map((id) => accepted(`body/${id}`, 2)))).toEqual([
    'Invalid bodies are accepted: contentType, form/malformed, additionalProperties, note/enum and 1 more: 10 of 10 checks, 5 rules',
  ])
})

/** A rule that failed by one cause, with what was seen. */
function seen(id: string, cause: string, actual: string, count = 1): RuleReport {
  const failures = [{ case: 'a/cancel/c', expected: 'this', actual, curl: 'curl', cause, count }]
  return rule(id, { verdict: 'failed', evidence: count, failureCount: count, failures })
}

const titles = (rules: readonly RuleReport[]): string[] =>
  findingsOf(report('orders', rules)).map(({ title }) => title)

test('a value that a schema finds wrong in several bodies, and that differs from the resource, is one finding', () => {
  const wrong = [causes.body('/note', 'object'), causes.body('/error/order/note', 'object')]
  const ofSchema = failed('schemas/Order/note/type', 9, Object.fromEntries(wrong.map((cause) => [cause, 3])))
  const changed = failed('cancel/lifecycle/unchanged', 3, { [causes.changed('cancel', ['/note/a'])]: 3 })
  const shown = failed('cancel/lifecycle/paid', 1, { [causes.changed('cancel', ['/note'])]: 1 })
  expect(titles([ofSchema, changed, shown])).toEqual(['`/note` of a body is not object'])
})

test('a change of a resource is named, and changes of different properties are two findings', () => {
  const text = 'A success changes nothing but the state.'
  const changed = (place: string): RuleReport => ({
    ...failed('cancel/lifecycle/unchanged', 3, { [causes.changed('cancel', [place])]: 3 }),
    text,
  })
  expect(titles([changed('/note'), changed('/total')])).toEqual([
    'A success changes `/note`',
    'A success changes `/total`',
  ])
  const shown = failed('cancel/lifecycle/paid', 1, { [causes.changed('cancel', ['/status'])]: 1 })
  expect(titles([shown])).toEqual(['A rejection shows another `/status` than the resource has'])
})

test('server errors for ids that find nothing are one finding, those for odd ids alone are another', () => {
  const at = (place: string): string => causes.serverError(500, `cancel/${place}`)
  const places = ['path.id/unknown', 'path.id/odd', 'idempotency/mismatch/path', 'security/isolation']
  const errors = failed('cancel/no-server-error', 90, Object.fromEntries(places.map((one) => [at(one), 2])))
  expect(titles([errors])).toEqual(['Server error 500 (path.id/unknown)'])
  const others = failed('cancel/no-server-error', 90, { [at('path.id/odd')]: 2, [at('body/a/type')]: 2 })
  expect(titles([others])).toHaveLength(2)
})

test('effects of rejected requests about several parts are one finding', () => {
  const effect = (part: string): RuleReport =>
    failed(`cancel/${part}/type`, 9, { [causes.sideEffect(`cancel/${part}`)]: 1 })
  expect(titles(['body', 'header.A', 'query.b'].map(effect))).toEqual([
    'A rejected request has an effect (body, header.A, query.b)',
  ])
  expect(titles(['body', 'header.A'].map(effect))).toHaveLength(2)
})

test('server errors in one state are one finding with those of its races', () => {
  const at = (place: string): string => causes.serverError(500, `cancel/${place}`)
  const error = (place: string, name: string): RuleReport => ({
    ...failed('cancel/no-server-error', 90, { [at(place)]: 2 }),
    failures: [{ case: name, expected: 'none', actual: '500', curl: 'curl', cause: at(place), count: 2 }],
  })
  const state = error('lifecycle/paid', 'lifecycle/cancel/paid')
  expect(titles([state, error('security/isolation', 'auth/cancel/another account, in paid')])).toHaveLength(1)
  expect(titles([state, error('security/isolation', 'auth/cancel/another account, in open')])).toHaveLength(2)
})

test('a scheme that looks up no key accepts malformed and rejected keys too', () => {
  const scheme = ['wrong', 'malformed', 'publishable'].map((one) => accepted(`security/bearer/${one}`, 2))
  const rejects = rule('cancel/security/basic/wrong', { evidence: 2 })
  expect(titles([...scheme, rejects])).toEqual([
    'Invalid credentials are accepted: wrong, malformed, publishable',
  ])
  expect(titles([accepted('security/bearer/wrong', 1, 6), ...scheme.slice(1, 2), rejects])).toHaveLength(2)
})

test('parameters that are not described are one finding with read-only ones', () => {
  const rejects = rule('cancel/body/a/type', { evidence: 2 })
  const rules = [accepted('body/additionalProperties', 2), accepted('body/readOnly', 1), rejects]
  expect(titles(rules)).toEqual(['Invalid bodies are accepted: additionalProperties, readOnly'])
})

test('one wrong status of errors also explains requests that may be accepted', () => {
  const status = causes.error('status 404', '410')
  const rules = [
    failed('cancel/path.id/unknown', 4, { [status]: 4 }),
    failed('cancel/security/isolation', 4, { [status]: 4 }),
    failed('cancel/path.id/odd', 9, { [causes.rejected('cancel/path.id/odd', '410 gone')]: 9 }),
  ]
  expect(titles(rules)).toEqual(['An error has 410 instead of status 404'])
  const valid = failed('cancel/body/a/type', 9, { [causes.rejected('cancel/body/a/type', '410 gone')]: 9 })
  expect(titles([...rules.slice(0, 2), valid])).toHaveLength(2)
})

test('replays that are executed again are one finding, those that conflict are another', () => {
  const again = (id: string, received: string): RuleReport =>
    seen(`cancel/idempotency/${id}`, causes.replay('cancel', received), received)
  expect(titles([again('replay', '400 final'), again('stores/rejection', '200')])).toHaveLength(1)
  expect(titles([again('replay', '400 reused'), again('stores/rejection', '409 in_use')])).toHaveLength(2)
})

test('replays of several rules that get no response for one reason are one finding', () => {
  const lost = (id: string, why: string): RuleReport =>
    seen('cancel/no-server-error', causes.noResponse(`cancel/${id}`), why)
  const rules = ['replay', 'stores/success', 'stores/rejection'].map((id) => lost(`idempotency/${id}`, 'cut'))
  expect(titles(rules)).toEqual([
    'No response (idempotency/replay, idempotency/stores/success, idempotency/stores/rejection)',
  ])
  expect(titles([lost('path.id/odd', 'cut'), lost('body/a/malformed', 'cut')])).toEqual([
    'No response (path.id/odd)',
    'No response (body/a/malformed)',
  ])
})
