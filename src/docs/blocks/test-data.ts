import { isSuccess } from '../../description/index.ts'
import { testDataOf } from '../../sandbox/index.ts'
import { html } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { codeBlock, inlineCode } from '../markdown/markdown.ts'
import type { Site } from '../site.ts'
import { heading } from './heading.ts'
import { lifecycleTable } from './lifecycle.ts'
import { makeTable } from './table.ts'

/** Renders the test data of each API that has a sandbox: its keys, and how to create a resource in each state. */
export function testData({ descriptions }: Site, level: number): Html {
  return html`${descriptions.map(({ api, document, operations }) => {
    const data = testDataOf(api)
    if (data === undefined) return undefined
    const { title } = document.info
    const states = operations.flatMap((operation) => {
      const { lifecycle } = operation
      if (lifecycle === undefined) return []
      // A state in which the call succeeds is the most useful one to begin with.
      const [first = ''] =
        Object.entries(lifecycle.states).find(([, { responses }]) =>
          responses.every(({ status }) => isSuccess(status)),
        ) ?? []
      return [html`${codeBlock(data.create(first), 'sh')}${lifecycleTable(operation, lifecycle)}`]
    })
    return html`${heading(level, `test data ${title}`, title)} ${codeBlock(data.start, 'sh')}
    ${makeTable(
      ['Key', 'Value', 'Use'],
      data.keys.map(({ name, value, use }) => [name, inlineCode(value), use]),
    )}
    ${states.length > 0 && heading(level + 1, `states ${title}`, 'States')}${states}`
  })}`
}
