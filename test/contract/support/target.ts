import { completeTarget } from '../../../src/contract/http/target.ts'
import type { Target } from '../../../src/contract/index.ts'

export function targetAt(url: string, changes: Partial<Target> = {}): Target {
  return completeTarget({ baseUrl: url, apiKey: 'key_0123456789abcdef', timeout: 2000, ...changes })
}
