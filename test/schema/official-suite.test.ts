import { expect, test } from 'vitest'
import { knownDifferences, notDescribable } from './known-differences.ts'
import type { KnownDifference } from './known-differences.ts'
import { describeSuite, isSelfContained, suite } from './suite.ts'
import { contract, mock, validators } from './tools.ts'

const groups = suite.filter(isSelfContained)
const { description, described } = describeSuite(groups)
const questions = described.flatMap(({ group, ...place }) =>
  group.tests.map((one) => ({
    ...place,
    ...one,
    file: group.file,
    title: group.description,
    test: one.description,
  })),
)

/** A test by its names, as the list of known differences has it. */
function nameOf(file: string, group: string, name: string): string {
  return `${file} | ${group} | ${name}`
}

function namesOf(differences: readonly KnownDifference[]): string[] {
  return differences.map((one) => nameOf(one.file, one.description, one.test ?? '')).sort()
}

test('holds every schema of the suite in a description, but for those that refer to other documents', () => {
  const left = suite.filter((group) => !groups.includes(group))
  expect(left.map((group) => nameOf(group.file, group.description, '')).sort()).toEqual(
    namesOf(notDescribable),
  )
  expect(questions.length).toBeGreaterThan(1100)
})

test.each([
  ['the contract', contract],
  ['the mock', mock],
  ['a generated validator', validators],
])('%s gives the verdict of the official test suite, but for the known differences', async (_, tool) => {
  const verdicts = await tool(description, questions)
  const different = questions.filter(({ valid }, index) => verdicts[index] !== valid)
  expect(different.map((one) => nameOf(one.file, one.title, one.test)).sort()).toEqual(
    namesOf(knownDifferences),
  )
  // A difference is a verdict: no tool fails over a value.
  expect(verdicts.filter((verdict) => typeof verdict !== 'boolean')).toEqual([])
})
