import type { Probe } from './probe.ts'

/** Probes of responses that are stored while many others are. */
export const keyStoreProbes: readonly Probe[] = [
  {
    about: 'the responses of the first keys are stored, also after 300 others',
    faults: [
      'key-store-keeps-100',
      'key-store-cleared-when-full',
      'key-store-limited-by-memory',
      'key-store-with-collisions',
      'key-store-drops-bodies',
    ],
    run: async (t) => {
      const first = await Promise.all(
        ['one', 'two', 'three'].map(async (key) => ({ key, id: await t.create() })),
      )
      const stored = await Promise.all(first.map(({ key, id }) => t.cancel(id, { key })))
      const others = Array.from({ length: 300 }, (_, index) => `other ${index}`)
      while (others.length > 0)
        await Promise.all(others.splice(0, 50).map((key) => t.cancel(first[0]?.id ?? '', { key })))
      const again = await Promise.all(first.map(({ key, id }) => t.cancel(id, { key })))
      return again.every(({ status, text }, index) => {
        const earlier = stored[index]
        return status === earlier?.status && text === earlier.text
      })
    },
    expected: true,
  },
]
