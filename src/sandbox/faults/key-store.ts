import type { State } from '../state.ts'
import type { Fault } from './fault.ts'
import { ofKind, onlyAt } from './tools.ts'

/** Removes stored responses after each request with a key. */
function forgets(forget: (state: State) => void): Fault['install'] {
  return (rules, state) => {
    const { executeOnce } = rules
    rules.executeOnce = async (all, call) => {
      const response = await executeOnce(all, call)
      forget(state)
      return response
    }
  }
}

/** Executes requests with some keys as if they had none. */
function storesNothingFor(matches: (key: string) => boolean): Fault['install'] {
  return (rules) => {
    const { executeOnce } = rules
    rules.executeOnce = (all, call) =>
      matches(call.idempotencyKey ?? '') ? all.execute(all, call) : executeOnce(all, call)
  }
}

/** Returns the names of the keys whose responses are stored, the oldest first. */
function storedKeys({ keyUses }: State): string[] {
  return [...keyUses].filter(([, { response }]) => response !== undefined).map(([name]) => name)
}

/** A small hash of a text. */
function slotOf(text: string, slots: number): number {
  let sum = 0
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521
  return sum % slots
}

const common = ofKind('idempotency', [
  {
    name: 'key-store-keeps-100',
    description: 'Only the responses of the last 100 keys are stored.',
    install: forgets((state) => {
      for (const name of storedKeys(state).slice(0, -100)) state.keyUses.delete(name)
    }),
  },
  {
    name: 'key-store-keeps-20-rejections',
    description: 'Only the last 20 rejections are stored.',
    install: forgets((state) => {
      const isRejection = (name: string): boolean => (state.keyUses.get(name)?.response?.status ?? 0) >= 400
      for (const name of storedKeys(state).filter(isRejection).slice(0, -20)) state.keyUses.delete(name)
    }),
  },
  {
    name: 'key-store-cleared-when-full',
    description: 'All stored responses are removed when there are 200.',
    install: forgets((state) => {
      const names = storedKeys(state)
      if (names.length >= 200) for (const name of names) state.keyUses.delete(name)
    }),
  },
  {
    name: 'key-store-limited-by-memory',
    description: 'The oldest responses are removed when all of them have more than 64 kB.',
    install: forgets((state) => {
      const names = storedKeys(state)
      const sizeOf = (name: string): number => state.keyUses.get(name)?.response?.body.length ?? 0
      let total = names.reduce((sum, name) => sum + sizeOf(name), 0)
      for (const name of names) {
        if (total <= 65_536) return
        total -= sizeOf(name)
        state.keyUses.delete(name)
      }
    }),
  },
  {
    name: 'key-store-with-collisions',
    description: 'A key takes the place of an earlier one with the same hash of eight bits.',
    install: (rules, state) => {
      const { executeOnce, keyScope } = rules
      const slots = new Map<number, string>()
      rules.executeOnce = async (all, call) => {
        const response = await executeOnce(all, call)
        const name = keyScope(call, call.idempotencyKey ?? '')
        const slot = slotOf(name, 256)
        const other = slots.get(slot)
        if (other !== undefined && other !== name) state.keyUses.delete(other)
        slots.set(slot, name)
        return response
      }
    },
  },
  {
    name: 'key-store-up-to-250',
    description: 'Nothing is stored under a key of more than 250 characters, the longest one of Memcached.',
    install: storesNothingFor((key) => key.length > 250),
  },
  {
    name: 'key-store-without-spaces',
    description: 'Nothing is stored under a key with a space, which Memcached does not allow.',
    install: storesNothingFor((key) => key.includes(' ')),
  },
  {
    name: 'key-store-in-files',
    description: 'Nothing is stored under a key with a slash, because the key is the name of a file.',
    install: storesNothingFor((key) => key.includes('/')),
  },
  {
    name: 'key-store-drops-bodies',
    description: 'Of all but the last 50 responses only the status code is stored.',
    install: forgets((state) => {
      for (const name of storedKeys(state).slice(0, -50)) {
        const use = state.keyUses.get(name)
        if (use?.response !== undefined) use.response = { ...use.response, body: '{}' }
      }
    }),
  },
])

const leanrails = onlyAt(
  'leanrails',
  ofKind('idempotency', [
    {
      name: 'key-store-cuts-responses',
      description: 'A stored response is cut after 65,535 characters, as a column of type TEXT in MySQL.',
      install: (rules) => {
        const { replay } = rules
        rules.replay = (stored, call) =>
          replay({ ...stored, body: stored.body.toString().slice(0, 65_535) }, call)
      },
    },
  ]),
)

/** Faults of a store that forgets responses long before their time, or cannot store them. */
export const keyStoreFaults = [...common, ...leanrails]
