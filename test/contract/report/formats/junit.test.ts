import { expect, test } from 'vitest'
import { junitReport } from '../../../../src/contract/report/index.ts'
import { allPassed, sampleReport } from '../sample-reports.ts'

// test/browser/contract-report.test.ts parses the report with a real XML parser.
test('renders two runs', () =>
  expect(junitReport([sampleReport, { ...allPassed, shard: '1/4' }])).toMatchSnapshot())

test('contains no character that XML 1.0 forbids (§2.2), and no command for CI', () => {
  const xml = junitReport([sampleReport])
  expect(xml).not.toMatch(/[^\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u)
  expect(xml).not.toContain(']]>')
  expect(xml).not.toMatch(/^\s*::|##\[/m)
})
