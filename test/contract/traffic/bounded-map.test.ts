import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BoundedMap } from '../../../src/contract/traffic/bounded-map.ts'

const call = fc.record({
  method: fc.constantFrom('get', 'set', 'delete'),
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  weight: fc.integer({ min: 0, max: 4 }),
})

describe('BoundedMap', () => {
  it('forgets the entries that were not used for longest', () => {
    fc.assert(
      fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
        const map = new BoundedMap<number>({ entries: 3, weight: 7 })
        // The last one is the latest used.
        let model: { key: string; value: number; weight: number }[] = []
        let forgotten = 0
        for (const [value, { method, key, weight }] of calls.entries()) {
          const known = model.find((entry) => entry.key === key)
          const others = model.filter((entry) => entry !== known)
          if (method === 'get') {
            expect(map.get(key)).toBe(known?.value)
            model = known === undefined ? others : [...others, known]
          } else if (method === 'delete') {
            map.delete(key)
            model = others
          } else {
            map.set(key, value, weight)
            model = [...others, { key, value, weight }]
            while (model.length > 3 || model.reduce((sum, entry) => sum + entry.weight, 0) > 7) {
              model.shift()
              forgotten += 1
            }
          }
          expect(map.forgotten).toBe(forgotten)
        }
      }),
    )
  })
})
