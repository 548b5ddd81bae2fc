import type { Choices } from './choices.ts'
import type { Reply } from './examples.ts'

interface KeyUse {
  readonly fingerprint: string
  readonly running: Promise<Reply>
  /** Undefined while the request is executed. */
  reply?: Reply
}

export interface KeyOptions {
  readonly choices: Choices
  /** Whether a response is stored. */
  readonly stores: (reply: Reply) => boolean
  /** Marks a stored response that is sent again. */
  readonly replayed: (reply: Reply) => Reply
  readonly reject: (example: string) => Reply
}

/** The idempotency keys of all accounts. */
export class Keys {
  readonly #uses = new Map<string, KeyUse>()
  readonly #options: KeyOptions

  constructor(options: KeyOptions) {
    this.#options = options
  }

  /** Executes a request once for each key. */
  async once(key: string, fingerprint: string, execute: () => Promise<Reply>): Promise<Reply> {
    const { choices, stores, replayed, reject } = this.#options
    const known = this.#uses.get(key)
    if (known !== undefined) {
      if (known.fingerprint !== fingerprint) return reject('key_reused')
      if (known.reply !== undefined) return replayed(known.reply)
      if (choices.inProgress === 'rejected') return reject('key_in_use')
      const reply = await known.running
      return stores(reply) ? replayed(reply) : this.once(key, fingerprint, execute)
    }
    const use: KeyUse = { fingerprint, running: execute() }
    this.#uses.set(key, use)
    const reply = await use.running
    if (stores(reply)) use.reply = reply
    else this.#uses.delete(key)
    return reply
  }
}
