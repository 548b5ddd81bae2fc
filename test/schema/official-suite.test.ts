import { expect, test } from 'vitest'
import { knownDifferences, notDescribable } from './known-differences.ts'
import type { KnownDifference } from './known-differences.ts'
import { describeSuite, isSelfContained, suite } from './suite.ts'
import { contract, mock, validators } from './tools.ts'

const groups = suite.filter(isSelfContained)
const { description, described } = describeSuite(groups)
const instances = described.flatMap(({ group, ...place }) =>
  group.tests.map((one) => ({
    ...place,
    ...one,
    file: group.file,
    title: group.description,
    test: one.description,
  })),
)

/** Returns the name of a test, as in the list of known differences. */
function nameOf(file: string, group: string, name: string): string {
  return `${file} | ${group} | ${name}`
}

function namesOf(differences: readonly KnownDifference[]): string[] {
  return differences.map((one) => nameOf(one.file, one.description, one.test ?? '')).sort()
}

test('a description can contain every schema of the suite except those that refer to other documents', () => {
  const left = suite.filter((group) => !groups.includes(group))
  expect(left.map((group) => nameOf(group.file, group.description, '')).sort()).toEqual(
    namesOf(notDescribable),
  )
  expect(instances.length).toBeGreaterThan(1100)
})

test.each([
  ['the contract', contract],
  ['the mock', mock],
  ['a generated validator', validators],
])('%s agrees with the official test suite except for the known differences', async (_, tool) => {
  const results = await tool(description, instances)
  const different = instances.filter(({ valid }, index) => results[index] !== valid)
  expect(different.map((one) => nameOf(one.file, one.title, one.test)).sort()).toEqual(
    namesOf(knownDifferences),
  )
  // A difference is a valid or an invalid value, never an error of the tool.
  expect(results.filter((result) => typeof result !== 'boolean')).toEqual([])
})
