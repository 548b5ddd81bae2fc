import { summarize } from '../tester.ts'
import type { Probe } from './probe.ts'
import { reusedKeyError } from './reused-key.ts'

/** Replays a success. Returns the status code of the replay. */
const replayed = (fault: string, key: string): Probe => ({
  about: `the response to the key ${key.slice(0, 10)} of ${key.length} characters is stored`,
  faults: [fault],
  run: async (t) => {
    const id = await t.create()
    await t.cancel(id, { key })
    return (await t.cancel(id, { key })).status
  },
  expected: 200,
})

const longReplayed: Probe = {
  about: 'a long response is stored completely',
  only: 'leanrails',
  faults: ['key-store-cuts-responses'],
  run: async (t) => {
    const id = await t.create()
    const sent = { key: 'long', reason: 'r'.repeat(66_000) }
    return [await t.cancel(id, sent), await t.cancel(id, sent)].map(({ text }) => text.length > 66_000)
  },
  expected: [true, true],
}

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
  {
    about: 'a rejection is stored, also after 50 others',
    faults: ['key-store-keeps-20-rejections'],
    run: async (t) => {
      const id = await t.create('succeeded')
      await t.cancel(id, { key: 'first' })
      for (let index = 0; index < 50; index += 1) await t.cancel(id, { key: `other ${index}` })
      return summarize(await t.cancel(id, { key: 'first', reason: 'duplicate' })) === reusedKeyError[t.api]
    },
    expected: true,
  },
  replayed('key-store-up-to-250', 'k'.repeat(251)),
  replayed('key-store-without-spaces', 'order 1'),
  replayed('key-store-in-files', 'order/1'),
  longReplayed,
]
