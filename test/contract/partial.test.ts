import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { makePlan } from '../../src/contract/run/plan.ts'
import { SCHEMAS } from '../../src/description/lint/extensions.js'
import { describe as describeDocument, readDescription } from '../../src/description/index.ts'

type Json = Record<string, unknown>

/** Yields the path of every property that can be left out of an operation, and of every list that can be emptied. */
function* variants(node: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof node !== 'object' || node === null) return
  for (const [key, child] of Object.entries(node)) {
    const below = [...path, key]
    yield below
    if (Array.isArray(child)) yield [...below, '[]']
    if (/^x-/.test(below[0] ?? '') && below.length < 3) yield* variants(child, below)
  }
}

function leaveOut(root: Json, path: readonly string[]): void {
  const emptied = path.at(-1) === '[]'
  const keys = emptied ? path.slice(0, -1) : path
  const parent = keys.slice(0, -1).reduce((node, key) => node[key] as Json, root)
  const last = keys.at(-1) ?? ''
  if (emptied) parent[last] = []
  else if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else Reflect.deleteProperty(parent, last)
}

const FOLDER = 'src/description/extensions'
const extensions = new Ajv2020({ allErrors: true })
for (const name of readdirSync(FOLDER)) {
  extensions.addSchema(JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8')) as object)
}

/** Returns whether the linter accepts the extensions of an operation. */
function isAllowed(operation: Json): boolean {
  return Object.entries(operation).every(([key, value]) => {
    const validate = key.startsWith('x-') ? extensions.getSchema(`${SCHEMAS}${key}.json`) : undefined
    return validate === undefined || validate(value)
  })
}

test.each(['leanrails', 'stripe'])('a plan can be made of %s with any one property left out', async (api) => {
  const { document, operations } = await readDescription(process.cwd(), api)
  const [operation] = operations
  const failed: string[] = []
  let count = 0
  for (const path of variants(operation?.object)) {
    const copy = structuredClone(document)
    const changed = copy.paths?.[operation?.path ?? '']?.['post'] as Json
    leaveOut(changed, path)
    if (!isAllowed(changed)) continue
    count += 1
    try {
      const source = { '': { file: 'partial.yaml', line: 1 } }
      const { cases, book } = makePlan(describeDocument(api, copy, source), { runs: 1 })
      if (cases.length === 0 || book.rules.length === 0) failed.push(`${path.join(' ')}: no cases`)
    } catch (error) {
      failed.push(`${path.join(' ')}: ${String(error)}`)
    }
  }
  expect(failed).toEqual([])
  expect(count).toBeGreaterThan(20)
})
