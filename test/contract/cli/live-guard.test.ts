import { describe, expect, it } from 'vitest'
import { rejectLive } from '../../../src/contract/cli/live-guard.ts'
import { describeOperation } from '../support/description.ts'

const description = (...urls: string[]) =>
  describeOperation({}, { document: { servers: urls.map((url) => ({ url })) } })

describe('the guard against live servers', () => {
  it.each([
    'http://localhost:8080',
    'http://api.localhost:8080/v1',
    'http://127.0.0.1:3000',
    'http://127.1.2.3',
    'http://[::1]:8080',
  ])('allows %s, although the description names it', (url) => {
    expect(() =>
      rejectLive(description(url, 'https://api.example.com'), new URL(url), [], false),
    ).not.toThrow()
  })

  it.each(['https://api.example.com', 'https://localhost.example.com', 'http://127.0.0.1.example.com'])(
    'rejects %s if the description names it',
    (url) => {
      expect(() => rejectLive(description('http://localhost', url), new URL(url), [], false)).toThrow(
        'is a live server of this API (see `servers`). Give --allow-live to test it anyway.',
      )
    },
  )

  it('rejects a live key for this computer too', () => {
    const url = new URL('http://localhost')
    expect(() => rejectLive(description('http://localhost'), url, ['sk_live_1'], false)).toThrow('live key')
  })
})
