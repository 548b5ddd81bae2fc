import { readdirSync } from 'node:fs'
import { completeTarget } from '../../../src/contract/http/target.ts'
import type { Target } from '../../../src/contract/http/target.ts'
import { readDescription } from '../../../src/description/index.ts'
import type { Description } from '../../../src/description/index.ts'

const FOLDER = 'test/contract/zoo/edge-cases'

/** The names of valid descriptions, each of which is unusual in one way. */
export const EDGE_CASES: readonly string[] = readdirSync(FOLDER).sort()

/** Returns the main file of an edge case. One with several files has its own folder. */
export function fileOf(edgeCase: string): string {
  return /\.(?:yaml|json)$/.test(edgeCase)
    ? `${FOLDER}/${edgeCase}`
    : `${FOLDER}/${edgeCase}/${edgeCase}.yaml`
}

const cache = new Map<string, Promise<Description>>()

/** Reads the description of an edge case. It is linted and bundled once for all tests of a file. */
export function readEdgeCase(edgeCase: string): Promise<Description> {
  const description = cache.get(edgeCase) ?? readDescription(process.cwd(), fileOf(edgeCase))
  cache.set(edgeCase, description)
  return description
}

export function targetAt(baseUrl: string): Target {
  return completeTarget({
    baseUrl,
    apiKey: 'key_0123456789abcdef',
    otherApiKey: 'key_of_another_account',
    timeout: 5000,
  })
}
