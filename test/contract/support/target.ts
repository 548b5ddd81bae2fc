import type { Target } from '../../../src/contract/index.ts'

export function targetAt(url: string, changes: Partial<Target> = {}): Target {
  return {
    baseUrl: new URL(url),
    apiKey: 'key_0123456789abcdef',
    otherApiKey: undefined,
    headers: [],
    timeout: 2000,
    rate: 0,
    clockSkew: 5,
    ...changes,
  }
}
