import { describe, expect, test } from 'vitest'
import { githubReport, githubSummary } from '../../../../src/contract/report/index.ts'
import { workflowCommand } from '../../../../src/contract/report/formats/github.ts'
import { allPassed, sampleReport, report, rule } from '../sample-reports.ts'

describe('githubReport', () => {
  test('renders two runs', () => expect(githubReport([sampleReport, allPassed])).toMatchSnapshot())

  test('reports a gate that fails', () =>
    expect(githubReport([sampleReport], { minTested: 0.95 })).toContain(
      '::error title=orders::Only 57.1 %25 of the rules were tested. The minimum is 95 %25.\n',
    ))

  test('has a line for each command, and no command of a server', () => {
    const lines = githubReport([sampleReport]).trimEnd().split('\n')
    expect(lines.map((line) => /^::error |^orders: /.test(line))).not.toContain(false)
    expect(lines).toHaveLength(3)
  })
})

test('workflowCommand escapes its delimiters as the runner restores them', () => {
  const title = '50%: a, b::c%0A'
  const message = 'one\ntwo %0A :: , %25'
  const command = workflowCommand('error', { file: 'a,b:c.yaml', line: undefined, title }, message)
  expect(command).toBe(
    '::error file=a%2Cb%3Ac.yaml,title=50%25%3A a%2C b%3A%3Ac%250A::one%0Atwo %250A :: , %2525',
  )
  const [, properties = '', data = ''] = /^::error ([^:]*)::(.*)$/.exec(command) ?? []
  expect(decodeURIComponent(properties.split(',')[1] ?? '')).toBe(`title=${title}`)
  expect(decodeURIComponent(data)).toBe(message)
})

describe('githubSummary', () => {
  test('renders two runs', () => expect(githubSummary([sampleReport, allPassed])).toMatchSnapshot())

  test('reports a gate that fails', () => {
    const markdown = githubSummary([allPassed], { minTested: 2 })
    expect(markdown).toContain('| ❌ returns |')
    expect(markdown).toContain('Only 100 % of the rules were tested. The minimum is 200 %.')
  })

  test('stays below the limit of GitHub, 1 MiB', () => {
    const huge = 'x'.repeat(20_000)
    const failure = { case: huge, expected: huge, actual: huge, curl: huge }
    const rules = Array.from({ length: 400 }, (_, index) =>
      rule(`rule/${index}`, { verdict: 'failed', failures: [failure], failureCount: 1 }),
    )
    const markdown = githubSummary([report('orders', rules), report('returns', rules)])
    expect(Buffer.byteLength(markdown)).toBeLessThan(2 ** 20)
    expect(markdown).toContain('And 350 more findings')
  })
})
