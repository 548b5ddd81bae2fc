import { expect, test } from 'vitest'
import {
  githubReport,
  htmlReport,
  jsonReport,
  junitReport,
  render,
  REPORTERS,
  terminalReport,
} from '../../../src/contract/report/index.ts'
import { allHeld, madeUp } from './made-up.ts'

const both = [madeUp, allHeld]

test('one report, by each reporter', () => {
  const gate = { minReached: 0.9 }
  const given = { ...gate, color: false, verbose: true }
  expect(REPORTERS.map((reporter) => render(madeUp, reporter, given))).toEqual([
    terminalReport(madeUp, given),
    jsonReport(madeUp),
    junitReport([madeUp]),
    htmlReport([madeUp], gate),
    githubReport([madeUp], gate),
  ])
})

test('several reports, in one text', () => {
  const plain = { color: false, verbose: false }
  expect(render(both, 'terminal', plain)).toBe(
    `${terminalReport(madeUp, plain)}\n${terminalReport(allHeld, plain)}`,
  )
  expect(JSON.parse(render(both, 'json'))).toEqual(both)
  expect(JSON.parse(render([madeUp], 'json'))).toEqual(madeUp)
})
