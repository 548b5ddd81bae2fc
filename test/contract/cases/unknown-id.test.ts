import { describe, expect, test } from 'vitest'
import { UNKNOWN_FORMS } from '../../../src/contract/cases/unknown-id.ts'

/** Returns an id in each form that should be unknown. A form that leaves it unchanged is not tested. */
function changed(id: string, label: string): string {
  return decodeURIComponent(UNKNOWN_FORMS.find((form) => form.label === label)?.change(id) ?? '')
}

describe('an id that ends with the number of a counter', () => {
  test.each(['pi_17', 'invoice-17', 'a1b2c3%17', 'acct1@shop2+17', 'a1b2c3~17', '№1b2c3d=17'])(
    'keeps its number whole, since the shorter one was issued before: %s',
    (id) => {
      expect(changed(id, 'the id without its last character')).toBe(id)
      expect(changed(id, 'another id of the same form')).toMatch(/\d{10}$/)
    },
  )
})

test.each(['...17...', '(17)-(4)', '<<<a1>>>'])(
  'an id of few letters and digits is unchanged, since a similar one may have been issued: %s',
  (id) => {
    expect(changed(id, 'another id of the same form')).toBe(id)
    expect(changed(id, 'the id without its last character')).toBe(id)
  },
)

test.each(['pi_3MtwBwLkdIwHu7ix', '01HZX3T8Q4M7', 'a1b2c3d4e5f6g7h8'])('a random id is changed: %s', (id) => {
  expect(changed(id, 'another id of the same form')).not.toBe(id)
  expect(changed(id, 'the id without its last character')).toBe(id.slice(0, -1))
})
