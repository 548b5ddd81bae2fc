import { expect, onTestFinished, test, vi } from 'vitest'
import {
  githubReport,
  gitlabReport,
  wfcReport,
  htmlReport,
  jsonReport,
  junitReport,
  render,
  REPORTERS,
  sarifReport,
  terminalReport,
} from '../../../src/contract/report/index.ts'
import { allPassed, sampleReport } from './sample-reports.ts'

const both = [sampleReport, allPassed]

test('renders one report with each reporter', () => {
  // The report of Web Fuzzing Commons has its time.
  vi.useFakeTimers({ now: 0 })
  onTestFinished(() => void vi.useRealTimers())
  const gate = { minTested: 0.9 }
  const given = { ...gate, color: false, verbose: true }
  expect(REPORTERS.map((reporter) => render(sampleReport, reporter, given))).toEqual([
    terminalReport(sampleReport, given),
    jsonReport(sampleReport),
    junitReport([sampleReport]),
    htmlReport([sampleReport], gate),
    githubReport([sampleReport], gate),
    sarifReport([sampleReport], gate),
    gitlabReport([sampleReport], gate),
    wfcReport([sampleReport]),
  ])
})

test('renders several reports as one text', () => {
  const plain = { color: false, verbose: false }
  expect(render(both, 'terminal', plain)).toBe(
    `${terminalReport(sampleReport, plain)}\n${terminalReport(allPassed, plain)}`,
  )
  expect(JSON.parse(render(both, 'json'))).toEqual(both)
  expect(JSON.parse(render([sampleReport], 'json'))).toEqual(sampleReport)
})
