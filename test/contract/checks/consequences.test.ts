import { expect, test } from 'vitest'
import { causes } from '../../../src/contract/checks/causes.ts'
import { withoutConsequences } from '../../../src/contract/checks/consequences.ts'
import type { Failure } from '../../../src/contract/checks/failure.ts'
import type { RuleId } from '../../../src/contract/rules/ids.ts'

const missing = (name: string): Failure => ({
  rule: `schemas/Order/required/${name}` as RuleId,
  expected: `the property \`${name}\``,
  actual: `no \`${name}\``,
  cause: causes.body('', `the property \`${name}\``),
})

const unmet = (condition: string, actual: string): Failure => ({
  rule: 'close/responses/200/criteria/1' as RuleId,
  expected: condition,
  actual,
  cause: causes.criterion(condition),
})

/** Returns the cause of a condition that is not met by a body that lacks `a`, `b` and `c`. */
function causeOf(condition: string, actual: string): string | undefined {
  const failures = [missing('a'), missing('b'), missing('c'), unmet(condition, actual)]
  return withoutConsequences(failures).at(-1)?.cause
}

test('a condition on a property that is missing follows from that', () => {
  const condition = '$response.body#/a >= $response.body#/created'
  expect(causeOf(condition, '$response.body#/a is null; $response.body#/created is 1')).toBe(
    causes.structure(''),
  )
})

test('a condition on values that another object does not have follows from its structure', () => {
  const condition = '$response.body#/note == $request.body#/note'
  expect(causeOf(condition, '$response.body#/note is null; $request.body#/note is "x"')).toBe(
    causes.structure(''),
  )
})

test('a condition on values that are there is a cause of its own, whatever else the body lacks', () => {
  const condition = '$response.body#/owner/id != null || $response.body#/owner == null'
  expect(causeOf(condition, '$response.body#/owner/id is null; $response.body#/owner is "o_1"')).toBe(
    causes.criterion(condition),
  )
})

test('a condition on headers is a cause of its own, whatever the body lacks', () => {
  const condition = '$response.header.Version == $request.header.Version'
  expect(causeOf(condition, '$response.header.Version is "1"; $request.header.Version is "2"')).toBe(
    causes.criterion(condition),
  )
})
