/** A map that forgets the entries that were not used for longest. */
export class BoundedMap<Value> {
  private readonly entries = new Map<string, { readonly value: Value; readonly weight: number }>()
  private readonly limits: { readonly entries: number; readonly weight: number }
  private weight = 0
  /** How many entries were forgotten. */
  forgotten = 0

  constructor(limits: { readonly entries: number; readonly weight: number }) {
    this.limits = limits
  }

  get(key: string): Value | undefined {
    const entry = this.entries.get(key)
    if (entry === undefined) return undefined
    this.entries.delete(key)
    this.entries.set(key, entry)
    return entry.value
  }

  set(key: string, value: Value, weight = 1): void {
    this.delete(key)
    this.entries.set(key, { value, weight })
    this.weight += weight
    while (this.entries.size > this.limits.entries || this.weight > this.limits.weight) {
      const [oldest] = this.entries.keys()
      if (oldest === undefined) return
      this.delete(oldest)
      this.forgotten += 1
    }
  }

  delete(key: string): void {
    this.weight -= this.entries.get(key)?.weight ?? 0
    this.entries.delete(key)
  }
}
