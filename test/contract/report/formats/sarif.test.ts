import { expect, test } from 'vitest'
import { findingsOf, gitlabReport, sarifReport } from '../../../../src/contract/report/index.ts'
import { allPassed, sampleReport } from '../sample-reports.ts'

interface Sarif {
  readonly version: string
  readonly runs: {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: { readonly id: string }[] } }
    readonly results: {
      readonly ruleId: string
      readonly ruleIndex: number
      readonly level: string
      readonly message: { readonly text: string }
      readonly locations: {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string }
          readonly region: { readonly startLine: number }
        }
      }[]
      readonly partialFingerprints: Record<string, string>
      readonly baselineState?: string
      readonly suppressions?: unknown[]
    }[]
  }[]
}

const parse = (text: string): Sarif => JSON.parse(text) as Sarif

test('SARIF has a run for each API and a result for each finding, at its line', () => {
  const { version, runs } = parse(sarifReport([sampleReport, allPassed]))
  expect(version).toBe('2.1.0')
  expect(runs.map(({ results }) => results.length)).toEqual([2, 0])
  const [result] = runs[0]?.results ?? []
  expect(result).toMatchObject({
    ruleId: 'header/Idempotency-Key/maxLength',
    ruleIndex: 0,
    level: 'error',
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: 'openapi/orders.yaml' }, region: { startLine: 64 } },
      },
    ],
    partialFingerprints: { 'contractFinding/v1': findingsOf(sampleReport)[0]?.id },
  })
  expect(runs[0]?.tool.driver.rules.map(({ id }) => id)).toContain(result?.ruleId)
  expect(sarifReport([sampleReport])).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]|##\[/u)
})

test('SARIF and GitLab mark what does not fail the run', () => {
  const findings = findingsOf(sampleReport).map((finding, index) => ({
    ...finding,
    ignored: index === 0 ? 'in the baseline' : 'suppressed until 2027-01-31: later (redocly.yaml:3)',
  }))
  const report = { ...sampleReport, findings }
  const [one, other] = parse(sarifReport([report])).runs[0]?.results ?? []
  expect([one?.baselineState, one?.suppressions]).toEqual(['unchanged', undefined])
  expect([other?.baselineState, other?.suppressions?.length]).toEqual([undefined, 1])
  const entries = JSON.parse(gitlabReport([report])) as { severity: string }[]
  expect(entries.map(({ severity }) => severity)).toEqual(['info', 'info'])
})

test('GitLab has an entry for each finding, with a fingerprint and a line', () => {
  const entries = JSON.parse(gitlabReport([sampleReport, allPassed])) as unknown[]
  expect(entries).toHaveLength(2)
  expect(entries[0]).toMatchObject({
    check_name: 'header/Idempotency-Key/maxLength',
    fingerprint: findingsOf(sampleReport)[0]?.id,
    severity: 'major',
    location: { path: 'openapi/orders.yaml', lines: { begin: 64 } },
  })
})
