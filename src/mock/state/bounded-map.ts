/** A map that forgets its oldest entries, so that a mock can run for weeks. */
export class BoundedMap<T> {
  readonly #entries = new Map<string, T>()
  readonly #limit: number

  constructor(limit = 100_000) {
    this.#limit = limit
  }

  get(key: string): T | undefined {
    return this.#entries.get(key)
  }

  set(key: string, value: T): void {
    this.#entries.delete(key)
    this.#entries.set(key, value)
    if (this.#entries.size <= this.#limit) return
    const [oldest] = this.#entries.keys()
    if (oldest !== undefined) this.#entries.delete(oldest)
  }

  delete(key: string): void {
    this.#entries.delete(key)
  }
}
