import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeClient } from '../../../src/codegen/client/index.ts'
import { listRules } from '../../../src/contract/rules/index.ts'
import { bundleApi, describe as describeApi, DescriptionError } from '../../../src/description/index.ts'
import { remove, set } from '../../../src/description/index.ts'
import { pointersOf } from '../../codegen/mutations.ts'
import { makeProject } from '../../codegen/project.ts'
import { BASES } from './bases.ts'

const api = { name: 'a', file: 'a.json' }

/** Values that no author means. `undefined` removes a part. */
const values = [undefined, null, [], {}, '', 0, -1, true, 'x'.repeat(300), [null], { a: null }]

describe.each(Object.entries(BASES))('a description of version %s with one wrong value', (_, base) => {
  it('is read, or rejected with a DescriptionError', { timeout: 120_000 }, async () => {
    const root = makeProject({})
    const pointers = pointersOf(base).filter((pointer) => pointer !== '')
    const cases = fc.tuple(fc.constantFrom(...pointers), fc.constantFrom(...values))
    await fc.assert(
      fc.asyncProperty(cases, async ([pointer, value]) => {
        const changed = value === undefined ? remove(base, pointer) : set(base, pointer, value)
        writeFileSync(join(root, api.file), JSON.stringify(changed))
        try {
          const bundled = await bundleApi(root, api)
          const description = describeApi(api.name, bundled.document, bundled.sourceMap, bundled)
          for (const { source } of bundled.warnings) expect(source).toMatch(/^a\.json:\d+$/)
          listRules(description)
          makeClient(api, description)
        } catch (error) {
          if (!(error instanceof DescriptionError)) throw error
          expect(pointer).toMatch(/^\/(?:openapi|swagger)$/)
        }
      }),
      { numRuns: 150 },
    )
  })
})
