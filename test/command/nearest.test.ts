import { describe, expect, it } from 'vitest'
import { nearest } from '../../src/command/index.ts'

const options = ['--reporter', '--rate', '--api', '--base-url']

describe('nearest', () => {
  it.each<[string, string | undefined]>([
    ['--reportr', '--reporter'],
    ['--rporter', '--reporter'],
    ['--reproter', '--reporter'],
    ['--raet', '--rate'],
    ['--apis', '--api'],
    ['--baseurl', '--base-url'],
    ['--rate', '--rate'],
    ['--something-else', undefined],
    ['', undefined],
  ])('for %j suggests %j', (word, expected) => {
    expect(nearest(word, options)).toBe(expected)
  })

  it('returns the first of two equally near words, and nothing for an empty list', () => {
    expect(nearest('cat', ['bat', 'rat'])).toBe('bat')
    expect(nearest('cat', [])).toBeUndefined()
  })
})
