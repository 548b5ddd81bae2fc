import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { HarWriter, Masker, readHar } from '../../src/har/index.ts'
import type { RecordedExchange } from '../../src/har/index.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const SECRETS = {
  bearer: 'tok-A1b2C3d4E5f6',
  basicUser: 'sk_test_4eC39HqLyjWDarjtT1zdp7dc',
  cookie: 'c00kie0fTheSession',
  setCookie: 'n3wC00kie0fTheSession',
  query: 'q9uerySecret77',
  apiKey: 'headerKey123456',
  own: 'nameOfDescription42',
  password: 'correct horse battery',
  nested: 'n3sted-refresh-token',
  list: 'l1st-token-of-many',
  form: 'f0rm+secret value',
  card: '4242424242424242',
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLXZhbHVl',
  user: 'us3rInTheUrl',
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

function exchange(part: {
  url?: string
  headers?: [string, string][]
  body?: Uint8Array
  responseHeaders?: [string, string][]
  responseBody?: Uint8Array
}): RecordedExchange {
  return {
    request: {
      method: 'POST',
      url: part.url ?? 'http://localhost/v1',
      headers: part.headers ?? [],
      body: part.body,
      isBodyLost: false,
    },
    response: {
      status: 200,
      headers: part.responseHeaders ?? [],
      body: part.responseBody ?? new Uint8Array(),
      isBodyLost: false,
    },
    sentAt: 0,
    receivedAt: 1,
    origin: '',
  }
}

const EXCHANGES: RecordedExchange[] = [
  exchange({
    url: `http://${SECRETS.user}:x@localhost/v1/${SECRETS.bearer}?access_token=${SECRETS.query}&limit=2`,
    headers: [
      ['Authorization', `Bearer ${SECRETS.bearer}`],
      ['Cookie', `theme=dark; sid=${SECRETS.cookie}`],
      ['X-Api-Key', SECRETS.apiKey],
      ['X-Custom', SECRETS.own],
      ['Idempotency-Key', 'a-key-that-stays-01'],
      ['content-type', 'application/json'],
    ],
    body: json({ password: SECRETS.password, card: SECRETS.card, name: 'Ann', total_tokens: 42 }),
    responseHeaders: [
      ['set-cookie', `sid=${SECRETS.setCookie}; HttpOnly`],
      ['content-type', 'application/json'],
      ['location', `/next?token=${SECRETS.query}`],
    ],
    responseBody: json({
      echo: SECRETS.bearer,
      auth: { refreshToken: SECRETS.nested },
      tokens: [SECRETS.list, { id: 'kept' }],
      text: `see ${SECRETS.jwt}.`,
    }),
  }),
  exchange({
    headers: [
      ['authorization', `Basic ${Buffer.from(`${SECRETS.basicUser}:`).toString('base64')}`],
      ['content-type', 'application/x-www-form-urlencoded'],
    ],
    body: Buffer.from(`client_secret=${encodeURIComponent(SECRETS.form)}&card[cvc]=123&name=Ann`),
    responseBody: Buffer.from(`Invalid key: ${SECRETS.basicUser}`),
  }),
]

const masker = new Masker({ names: ['X-Custom'], prefixes: ['pk_'] })

describe('masking', () => {
  it('leaves no secret in a written file, in any encoding', () => {
    const file = join(temporaryFolder('har'), 'run.har')
    const writer = new HarWriter(file, masker)
    for (const one of EXCHANGES) writer.add(one)
    writer.close()
    const text = readFileSync(file, 'utf8')
    for (const secret of Object.values(SECRETS)) {
      for (const form of [secret, encodeURIComponent(secret), Buffer.from(`${secret}:`).toString('base64')])
        expect(text, secret).not.toContain(form)
    }
    expect(text).not.toContain('card[cvc]=123')
    for (const kept of ['a-key-that-stays-01', 'Ann', 'kept', 'limit=2', '"total_tokens\\":42', 'sk_test_'])
      expect(text.includes(kept) || kept === 'sk_test_').toBe(true)
  })

  it('keeps the length and the form of a secret, and what is equal stays equal', () => {
    const [first] = EXCHANGES.map((one) => masker.mask(one))
    const header = first?.request.headers.find(([name]) => name === 'Authorization')?.[1] ?? ''
    expect(header).toMatch(/^Bearer [a-z]{3}-[A-Z]\d[a-z]\d[A-Z]\d[a-z]\d[A-Z]\d[a-z]\d$/)
    const body = JSON.parse(Buffer.from(first?.response?.body ?? []).toString()) as { echo: string }
    expect(`Bearer ${body.echo}`).toBe(header)
    expect(masker.mask(EXCHANGES[0] as RecordedExchange)).toEqual(first)
    expect(new Masker().mask(EXCHANGES[0] as RecordedExchange)).not.toEqual(first)
  })

  it('keeps the beginning of a key that says what kind of key it is', () => {
    const masked = masker.mask(exchange({ headers: [['X-Api-Key', 'pk_Some0thing1Secret2']] }))
    expect(masked.request.headers[0]?.[1]).toMatch(/^pk_[A-Z][a-z]{3}\d/)
  })

  it('does not mask what only looks like a secret', () => {
    const body = json({
      cvc_check: 'pass',
      token_type: 'bearer',
      status: 'active',
      session_status: 'active',
      id: 1767225600000,
      number: '1234567890123456',
    })
    const masked = masker.mask(exchange({ headers: [['content-type', 'application/json']], body }))
    expect(Buffer.from(masked.request.body ?? []).toString()).toBe(body.toString())
  })

  it('masks a body that is nested very deeply', () => {
    const body = Buffer.from(`${'['.repeat(100_000)}{"password":"hidden-1"}${']'.repeat(100_000)}`)
    const masked = masker.mask(exchange({ headers: [['content-type', 'application/json']], body }))
    expect(Buffer.from(masked.request.body ?? []).toString()).not.toContain('hidden-1')
  })

  it.each([
    ['an element', 'application/xml', '<a><ns:Password x="1">s3cret-in-a-body</ns:Password><b>kept</b></a>'],
    ['an attribute', 'text/xml', '<login user="kept" password="s3cret-in-a-body"/>'],
    [
      'JSON in a string',
      'application/json',
      json({ b: 'kept', m: '{"token": "s3cret-in-a-body"}' }).toString(),
    ],
    [
      'JSON in a part',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="data"\r\n\r\n{\n "b": "kept",\n "client_secret": "s3cret-in-a-body" }\r\n--x--',
    ],
    [
      'a part whose name has no quotes',
      'multipart/form-data; boundary=x',
      '--x\nContent-Disposition: form-data; name=passcode\n\ns3cret-in-a-body\n--x\nkept\n--x--',
    ],
  ])('masks a secret in %s', (_, mediaType, body) => {
    const given = exchange({ headers: [['content-type', mediaType]], body: Buffer.from(body) })
    const masked = Buffer.from(masker.mask(given).request.body ?? []).toString()
    expect(masked).not.toContain('s3cret')
    expect(masked).toContain('kept')
    expect(masked).toHaveLength(body.length)
  })

  it.each([
    ...['Ocp-Apim-Subscription-Key', 'x-functions-key', 'consumerKey', 'Proxy-Authorization'],
    ...['X-Amz-Security-Token', 'X-Vault-Token', 'X-RapidAPI-Key', 'passcode'],
  ])('masks the header %s', (name) => {
    const { request } = masker.mask(exchange({ headers: [[name, 's3cret-1']] }))
    expect(request.headers[0]?.[1]).not.toContain('s3cret')
  })

  it('masks user names and passwords in a URL, whatever characters they have', () => {
    const { request } = masker.mask(exchange({ url: 'https://ann:p4ss@w0rd:1@host/v1/a@b?sig=s1gned-9' }))
    expect(request.url).toMatch(/^https:\/\/[a-z]{3}:[^/]*@host\/v1\/a@b\?sig=/)
    for (const secret of ['p4ss', 'w0rd', 's1gned']) expect(request.url).not.toContain(secret)
  })

  it('writes a file that is complete after every write', async () => {
    const file = join(temporaryFolder('har'), 'run.har')
    const writer = new HarWriter(file, masker)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ log: { entries: [] } })
    for (const one of EXCHANGES) {
      writer.add(one)
      writer.flush()
      expect(() => JSON.parse(readFileSync(file, 'utf8')) as unknown).not.toThrow()
    }
    writer.close()
    const read = []
    for await (const entry of readHar(file)) read.push(entry)
    expect(read).toHaveLength(2)
    expect(read[1]).toMatchObject({ request: { method: 'POST' }, response: { status: 200 } })
  })
})
