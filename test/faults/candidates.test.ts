import { expect, test } from 'vitest'
import { CaseIndex } from '../../src/faults/run/candidates.ts'
import type { CleanCase } from '../../src/faults/run/clean-run.ts'
import type { Fault } from '../../src/faults/model/fault.ts'

const operation = { id: 'do' }

/** Makes the clean run of a case that costs one request. */
function clean(family: string, name: string): CleanCase {
  const exchanges = [{ operation }]
  return { testCase: { family, id: `${family} ${name}` }, exchanges, cost: 1 } as unknown as CleanCase
}

function order(cases: readonly CleanCase[], families: readonly string[]): string[] {
  const fault = { operations: [operation], families, effect: () => 'differs' } as unknown as Fault
  return [...new CaseIndex(cases).of(fault)].map(({ clean: { testCase } }) => testCase.id)
}

const CASES = [clean('concurrency', '1'), clean('auth', '1'), clean('concurrency', '2'), clean('auth', '2')]

test('races are tried last, because their responses differ from run to run', () => {
  expect(order(CASES, [])).toEqual(['auth 1', 'auth 2', 'concurrency 1', 'concurrency 2'])
  expect(order(CASES, ['auth'])).toEqual(['auth 1', 'auth 2', 'concurrency 1', 'concurrency 2'])
})

test('a fault about races is tried with them first', () => {
  expect(order(CASES, ['concurrency'])).toEqual(['concurrency 1', 'concurrency 2', 'auth 1', 'auth 2'])
})
