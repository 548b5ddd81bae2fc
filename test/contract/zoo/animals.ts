import { readdirSync } from 'node:fs'
import { completeTarget } from '../../../src/contract/http/target.ts'
import type { Target } from '../../../src/contract/http/target.ts'
import { readDescription } from '../../../src/description/index.ts'
import type { Description } from '../../../src/description/index.ts'

const CAGE = 'test/contract/zoo/animals'

/** Every animal's name: a description that is valid, and odd in one way. */
export const ANIMALS: readonly string[] = readdirSync(CAGE).sort()

/** The file of an animal; one of several files has a folder of its own. */
export function fileOf(animal: string): string {
  return /\.(?:yaml|json)$/.test(animal) ? `${CAGE}/${animal}` : `${CAGE}/${animal}/${animal}.yaml`
}

const known = new Map<string, Promise<Description>>()

/** An animal's description, linted and bundled once for all tests of a file. */
export function readAnimal(animal: string): Promise<Description> {
  const description = known.get(animal) ?? readDescription(process.cwd(), fileOf(animal))
  known.set(animal, description)
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
