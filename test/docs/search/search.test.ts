import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { html, raw } from '../../../src/html/index.ts'
import { readSite } from '../../../src/docs/build.ts'
import { apiSections } from '../../../src/docs/search/api-sections.ts'
import { pageSections } from '../../../src/docs/search/page-sections.ts'
import { searchIndex } from '../../../src/docs/search/search-index.ts'
import type { Site } from '../../../src/docs/site.ts'

let site: Site
beforeAll(async () => {
  site = await readSite(join(import.meta.dirname, '../../..'))
})

test('divides a page at its headings, and reads text across inline elements', () => {
  const page = html`<p>Before</p>
    <h2 id="a-b">A <code>b</code></h2>
    <p>one<em>two</em> &amp; ${'<three>'}</p>
    <h3 id="c">C</h3>`
  expect(pageSections(page)).toEqual([
    { anchor: '', title: '', level: 1, text: 'Before' },
    { anchor: '#a-b', title: 'A b', level: 2, text: 'onetwo & <three>' },
    { anchor: '#c', title: 'C', level: 3, text: '' },
  ])
})

test('lists each operation, each parameter and the sections of the text of an API', () => {
  for (const description of site.descriptions) {
    const titles = apiSections(description).map(({ title }) => title)
    for (const { object, id, parameters } of description.operations) {
      expect(titles).toContain(object.summary ?? id)
      expect(titles).toEqual(expect.arrayContaining(parameters.map((each) => each.object.name)))
    }
    expect(titles).toContain('Authentication')
  }
})

test('makes an index that no text can end, and cuts long texts to fit the budget', () => {
  const sections = Array.from({ length: 1000 }, (_, index) => ({
    anchor: `#${index}`,
    title: 'T',
    level: 2,
    text: index === 0 ? '</script><script>alert(1)</script>' : 'x'.repeat(10_000),
  }))
  const { html: index } = searchIndex([{ file: 'a.html', title: 'A', sections }])
  expect(index.match(/<\/?script/g)).toHaveLength(2)
  expect(index.length).toBeLessThan(500_000)
  expect(raw(index).html).toContain('\\u003c/script>')
})
