import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCaller } from './caller.ts'
import type { Call, Caller } from './caller.ts'

/** A description without extensions. Prism or HTTP decide what it does not document. */
let caller: Caller

beforeAll(async () => {
  caller = await startCaller('trains', { root: 'test/mock/train' }, { headers: { 'X-Api-Key': 'key' } })
})

afterAll(() => caller.mock.close())

const uuid = '7f2c9d4e-7f0a-4b9c-9a53-2f6f1d0c8e11'
const json = (value: unknown): Call => ({
  method: 'POST',
  path: '/bookings',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(value),
})
const form = (body: string, type = 'application/x-www-form-urlencoded'): Call => ({
  method: 'POST',
  path: '/bookings',
  headers: { 'Content-Type': type },
  body,
})
const multipart = (name: string): Call =>
  form(
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n1\r\n--b--\r\n`,
    'multipart/form-data; boundary=b',
  )
const booking = { trip_id: '1', passenger_name: 'Ada' }

describe('valid requests', () => {
  test.each([
    ['the example', { path: '/stations' }, 200],
    [
      'every kind of parameter',
      {
        path: '/stations?page=2&limit=100&country=DE&country=FR&near=52.5,-13&lines=1|2&filter[open]=true&filter[platforms]=3&q=%7B%22text%22%3A%22a%22%7D',
        headers: { 'X-Tags': 'ab, cd'.replace(' ', ''), Cookie: `a=b; session=${uuid}` },
      },
      200,
    ],
    [
      'another scheme of security',
      { path: '/stations', headers: { 'X-Api-Key': undefined, Authorization: 'Bearer t' } },
      200,
    ],
    ['no security at all', { path: '/stations/nearest', headers: { 'X-Api-Key': undefined } }, 200],
    ['optional security', { path: '/stations/7.json', headers: { 'X-Api-Key': undefined } }, 200],
    ['a booking without what is read-only', json(booking), 201],
    ['one of two kinds', json({ ...booking, source: { object: 'card', number: '4242' } }), 201],
    ['a form', form('trip_id=1&passenger_name=Ada+L%C3%B6w&seats=2&bicycles=a&bicycles=b'), 201],
    ['several parts, which Prism reads', multipart('trip_id'), 201],
    ['nothing to say', { method: 'DELETE', path: `/bookings/${uuid.replace('7', '8')}` }, 204],
    ['HEAD as GET', { method: 'HEAD', path: '/stations' }, 200],
  ] satisfies [string, Call, number][])('%s', async (_, call, status) => {
    expect((await caller.send(call)).status).toBe(status)
  })

  test('get the media type of their Accept header', async () => {
    const response = await caller.send({ path: '/stations', headers: { Accept: 'application/xml' } })
    expect(response.headers.get('content-type')).toBe('application/xml')
    expect(response.body).toBe('<stations><station><name>Berlin Hauptbahnhof</name></station></stations>')
  })

  test('get a body from the schema if there is no example', async () => {
    const { body, headers } = await caller.send({ path: `/bookings/${uuid}` })
    expect(body).toMatchObject({ trip_id: expect.any(String) as string, seats: expect.any(Number) as number })
    expect(headers.get('deprecation')).toBe('true')
    const dynamic = { path: '/stations/nearest', headers: { Prefer: 'dynamic=true, seed=7' } }
    expect((await caller.send(dynamic)).body).toEqual((await caller.send(dynamic)).body)
  })

  test('can choose any documented status code', async () => {
    const response = await caller.send({ path: `/bookings/${uuid}`, headers: { Prefer: 'code=503' } })
    expect([response.status, response.headers.get('content-type')]).toEqual([503, 'application/problem+json'])
    expect((await caller.send({ path: '/stations?__code=400' })).status).toBe(400)
  })

  test('can ask for a missing resource', async () => {
    const missing = { path: `/bookings/${uuid}`, headers: { Prefer: 'state=none' } }
    const { status, body } = await caller.send(missing)
    expect([status, body]).toEqual([404, expect.objectContaining({ title: 'Not Found' })])
  })
})

describe('invalid requests', () => {
  test.each([
    ['an invalid number', { path: '/stations?page=one' }, 400, 'page'],
    ['hexadecimal', { path: '/stations?page=0x10' }, 400, 'page'],
    ['an exponent', { path: '/stations?page=1e1' }, 400, 'page'],
    ['an empty value', { path: '/stations?page=' }, 400, 'page'],
    ['too much', { path: '/stations?limit=101' }, 400, 'limit'],
    ['a wrong item', { path: '/stations?country=DE&country=germany' }, 400, 'country'],
    ['too many items', { path: '/stations?country=DE&country=FR&country=IT&country=ES' }, 400, 'country'],
    ['too few items', { path: '/stations?near=52.5' }, 400, 'near'],
    ['a wrong item between bars', { path: '/stations?lines=1|two' }, 400, 'lines'],
    ['a wrong property', { path: '/stations?filter[open]=yes' }, 400, 'filter'],
    ['a parameter twice', { path: '/stations?page=1&page=2' }, 400, 'page'],
    ['a wrong list in a header', { path: '/stations', headers: { 'X-Tags': 'ab,c' } }, 400, 'X-Tags'],
    ['a wrong cookie', { path: '/stations', headers: { Cookie: 'session=1' } }, 400, 'session'],
    ['JSON in a parameter, broken', { path: '/stations?q=%7B' }, 400, 'q'],
    ['JSON in a parameter, wrong', { path: '/stations?q=%7B%7D' }, 400, 'q'],
    ['a broken percent sign', { path: '/stations?country=%zz' }, 400, undefined],
    ['no credentials', { path: '/stations', headers: { 'X-Api-Key': undefined } }, 401, undefined],
    ['an empty key', { path: '/stations', headers: { 'X-Api-Key': '' } }, 401, undefined],
    ['an invalid id', { path: '/bookings/7' }, 404, 'bookingId'],
    ['a format of no kind', { path: '/stations/7.pdf' }, 404, 'format'],
    ['no body', { method: 'POST', path: '/bookings' }, 422, undefined],
    ['broken JSON', { ...json(booking), body: '{' }, 400, undefined],
    ['a property that is missing', json({ trip_id: '1' }), 422, 'passenger_name'],
    ['neither of two kinds', json({ ...booking, source: { object: 'card' } }), 422, 'source'],
    ['a form with a wrong number', form('trip_id=1&passenger_name=Ada&seats=two'), 422, 'seats'],
    ['parts that Prism finds wrong', multipart('other'), 422, undefined],
    ['a media type of no kind', form('a', 'text/csv'), 415, undefined],
    ['an unknown path', { path: '/trips' }, 404, undefined],
    ['another method', { method: 'PATCH', path: `/bookings/${uuid}` }, 405, undefined],
  ] satisfies [string, Call, number, string | undefined][])('%s', async (_, call, status, location) => {
    const response = await caller.send(call)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    if (location !== undefined) expect(response.headers.get('sl-violations')).toContain(location)
    if (status === 405) expect(response.headers.get('allow')).toBe('GET, DELETE')
  })
})
