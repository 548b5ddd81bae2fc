import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { listRules } from '../../src/contract/rules/index.ts'
import { readSite } from '../../src/docs/build.ts'
import { renderBlock } from '../../src/docs/blocks/index.ts'
import { testDataOf } from '../../src/sandbox/index.ts'
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

test('the sequence block marks the steps that differ, and none where nothing differs', () => {
  const marked = (page: string): string[] =>
    [...page.matchAll(/<li class="[a-z]+ differs">.*?<\/li>/g)].map(([step]) => step)
  const steps = marked(block('sequence')).join()
  for (const { operations } of site.descriptions) {
    for (const { idempotency } of operations) {
      const [response] = idempotency?.mismatch.responses ?? []
      expect(steps).toContain(`${response?.status}, nothing is executed`)
    }
  }
  expect(steps).not.toContain('lost on the way')
  const [first] = site.descriptions
  if (first === undefined) throw new Error('The site has no description.')
  const same = { ...site, descriptions: [first, { ...first, api: 'another' }] }
  expect(marked(block('sequence', same))).toEqual([])
})

test('the test data block prints the keys, and how to create each state', () => {
  const page = block('test-data')
  for (const { api, operations } of site.descriptions) {
    const keys = testDataOf(api)?.keys ?? []
    expect(keys.length).toBeGreaterThan(3)
    for (const { value } of keys) expect(page).toContain(`<code>${value}</code>`)
    for (const state of Object.keys(operations[0]?.lifecycle?.states ?? {})) {
      expect(page).toContain(`<code>${state}</code>`)
    }
  }
  expect(page).toContain('/_sandbox/')
})

test('the test data block leaves out an API without a sandbox', () => {
  const other = { ...site, descriptions: site.descriptions.map((each) => ({ ...each, api: 'other' })) }
  expect(block('test-data', other)).toBe('')
})

test('no page counts the APIs, and a comparison of three says all', () => {
  const [first] = site.descriptions
  if (first === undefined) throw new Error('The site has no description.')
  const third = structuredClone({ document: first.document, operations: first.operations })
  third.document.info.title = 'Third API'
  const three = { ...site, descriptions: [...site.descriptions, { ...first, ...third, api: 'third' }] }
  expect(block('differences', three)).toContain('data-name="All"')
  expect(block('apis', three)).toContain('Third API')
  for (const guide of three.guides) {
    const text = `${guide.title} ${guide.description} ${guide.text}`
    expect(text, guide.source).not.toMatch(
      /\b(two|both) (payment )?(providers?|APIs?|descriptions?|endpoints?)\b/i,
    )
  }
})

test('a block begins one level below the heading of its guide', () => {
  expect(renderBlock(site, 'errors', 2)?.html).toMatch(/<h2 id=/)
  expect(renderBlock(site, 'errors', 4)?.html).toMatch(/<h4 id=/)
})

test('an unknown block renders as undefined', () => {
  expect(renderBlock(site, 'toString')).toBeUndefined()
})
