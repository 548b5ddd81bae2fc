import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { listRules } from '../../src/contract/rules/index.ts'
import { readSite } from '../../src/docs/build.ts'
import { renderBlock } from '../../src/docs/blocks/index.ts'
import type { Site } from '../../src/docs/site.ts'

let site: Site
beforeAll(async () => {
  site = await readSite(join(import.meta.dirname, '..', '..'))
})

const block = (name: string, of: Site = site): string =>
  renderBlock(of, name)?.html.replace(/\s+/g, ' ') ?? ''

/** Returns the site with changed descriptions. */
function changed(change: (document: Record<string, never>) => void): Site {
  const descriptions = site.descriptions.map((description) => {
    const copy = structuredClone({ document: description.document, operations: description.operations })
    change(copy as unknown as Record<string, never>)
    return { ...description, ...copy }
  })
  return { ...site, descriptions }
}

test('the life cycle block shows every state as a diagram with a text alternative and as a table', () => {
  const page = block('lifecycle')
  for (const { operations } of site.descriptions) {
    for (const { lifecycle } of operations) {
      for (const state of Object.keys(lifecycle?.states ?? {}))
        expect(page).toContain(`<code>${state}</code>`)
    }
  }
  expect(page.match(/<svg[^>]*role="img"/g)).toHaveLength(site.descriptions.length)
  expect(page).toMatch(/<desc id="[^"]+"> ?From requires_payment_method/)
})

test('the life cycle diagram bars a state in which the call is rejected', () => {
  const barred = (page: string): number => page.match(/class="wire bad"/g)?.length ?? 0
  const other = changed(({ operations }) => {
    for (const operation of operations as unknown as Site['descriptions'][number]['operations']) {
      Object.assign(operation.lifecycle?.states ?? {}, {
        requires_action: { responses: [{ status: '400' }] },
      })
    }
  })
  expect(barred(block('lifecycle', other))).toBe(barred(block('lifecycle')) + site.descriptions.length)
})

test('the sequence block shows the lost response, the retry and the replay with each API’s headers', () => {
  const page = block('sequence')
  for (const word of [
    'lost on the way',
    'the same request again',
    'executes nothing',
    'the stored response',
  ]) {
    expect(page).toContain(word)
  }
  for (const { operations } of site.descriptions) {
    for (const [name, value] of Object.entries(operations[0]?.idempotency?.replay?.headers ?? {})) {
      expect(page).toContain(`${name}: ${value}`)
    }
  }
})

test('the error table has a row for each example of an error response', () => {
  const examples = site.descriptions.flatMap(({ operations }) =>
    operations.flatMap(({ responses }) =>
      responses
        .filter(({ status }) => !status.startsWith('2'))
        .flatMap(({ content }) => content.flatMap(({ object }) => Object.keys(object.examples ?? {}))),
    ),
  )
  expect(block('errors').match(/<tr role="row"> <td/g)).toHaveLength(examples.length)
})

test('the rules block lists every rule with a link to its line', () => {
  const page = block('rules')
  for (const description of site.descriptions) {
    for (const { id, source } of listRules(description)) {
      expect(page).toContain(id)
      expect(page).toContain(`#L${source.replace(/^.*:/, '')}"`)
    }
  }
})

test('an unknown block renders as undefined', () => {
  expect(renderBlock(site, 'toString')).toBeUndefined()
})
