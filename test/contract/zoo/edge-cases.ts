import { readdirSync } from 'node:fs'
import { completeTarget } from '../../../src/contract/http/target.ts'
import type { Target } from '../../../src/contract/http/target.ts'
import { readDescription } from '../../../src/description/index.ts'
import type { Description } from '../../../src/description/index.ts'

const EDGE_CASE_FOLDER = 'test/contract/zoo/animals'

/** Every animal's name: a description that is valid, and odd in one way. */
export const EDGE_CASES: readonly string[] = readdirSync(EDGE_CASE_FOLDER).sort()

/** The file of an animal; one of several files has a folder of its own. */
export function fileOf(edgeCase: string): string {
  return /\.(?:yaml|json)$/.test(edgeCase)
    ? `${EDGE_CASE_FOLDER}/${edgeCase}`
    : `${EDGE_CASE_FOLDER}/${edgeCase}/${edgeCase}.yaml`
}

const known = new Map<string, Promise<Description>>()

/** An animal's description, linted and bundled once for all tests of a file. */
export function readEdgeCase(edgeCase: string): Promise<Description> {
  const description = known.get(edgeCase) ?? readDescription(process.cwd(), fileOf(edgeCase))
  known.set(edgeCase, description)
  return description
}

export function targetAt(baseUrl: string): Target {
  return completeTarget({
    baseUrl,
    apiKey: 'key_0123456789abcdef',
    otherApiKey: 'key_of_somebody_else',
    timeout: 5000,
  })
}
