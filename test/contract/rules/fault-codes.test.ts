import { expect, test } from 'vitest'
import { listRules } from '../../../src/contract/rules/index.ts'
import { describeCrud } from '../crud/description.ts'

const rules = listRules(describeCrud())

test.each([
  ['readThing/no-server-error', 'F100'],
  ['schemas/Thing/price/type', 'F101'],
  ['readThing/responses', 'F101'],
  ['readThing/responses/200/application/json', 'F101'],
  ['createThing/body/price/maximum', 'F102'],
  ['createThing/body/application/json/malformed', 'F102'],
  ['listThings/query.limit/type', 'F102'],
  ['deleteThing/sequences/gone', 'F103'],
  ['createThing/sequences/rejected', 'F104'],
  ['createThing/body/readOnly', 'F203'],
  ['readThing/sequences/isolation', 'F206'],
  ['readThing/security/missing', 'F206'],
  ['readThing/security/key/wrong', 'F206'],
  ['readThing/security/key', undefined],
  ['updateThing/sequences/rejected', undefined],
  ['createThing/body/application/json', undefined],
  ['listThings/query.limit/accepted', undefined],
  ['createThing/sequences/created', undefined],
])('the rule %s has the fault code %s', (id, fault) => {
  const rule = rules.find((one) => one.id === id)
  expect(rule).toBeDefined()
  expect(rule?.fault).toBe(fault)
})
