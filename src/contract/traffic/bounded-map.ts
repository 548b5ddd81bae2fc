interface Entry<Value> {
  readonly key: string
  readonly value: Value
  readonly weight: number
  /** The entry that was used before this one. */
  older: Entry<Value> | undefined
  newer: Entry<Value> | undefined
}

/**
 * A map that forgets the entries that were not used for longest. A `Map` has an order too, but to find its first entry
 * takes the longer, the more entries before it were deleted.
 */
export class BoundedMap<Value> {
  private readonly entries = new Map<string, Entry<Value>>()
  private readonly limits: { readonly entries: number; readonly weight: number }
  private oldest: Entry<Value> | undefined
  private newest: Entry<Value> | undefined
  private weight = 0
  /** How many entries were forgotten. */
  forgotten = 0

  constructor(limits: { readonly entries: number; readonly weight: number }) {
    this.limits = limits
  }

  get(key: string): Value | undefined {
    const entry = this.entries.get(key)
    if (entry === undefined) return undefined
    this.unlink(entry)
    this.append(entry)
    return entry.value
  }

  set(key: string, value: Value, weight = 1): void {
    this.delete(key)
    const entry = { key, value, weight, older: undefined, newer: undefined }
    this.entries.set(key, entry)
    this.append(entry)
    this.weight += weight
    while (this.entries.size > this.limits.entries || this.weight > this.limits.weight) {
      if (this.oldest === undefined) return
      this.delete(this.oldest.key)
      this.forgotten += 1
    }
  }

  delete(key: string): void {
    const entry = this.entries.get(key)
    if (entry === undefined) return
    this.weight -= entry.weight
    this.entries.delete(key)
    this.unlink(entry)
  }

  private append(entry: Entry<Value>): void {
    entry.older = this.newest
    if (this.newest === undefined) this.oldest = entry
    else this.newest.newer = entry
    this.newest = entry
  }

  private unlink(entry: Entry<Value>): void {
    if (entry.older === undefined) this.oldest = entry.newer
    else entry.older.newer = entry.newer
    if (entry.newer === undefined) this.newest = entry.older
    else entry.newer.older = entry.older
    entry.older = undefined
    entry.newer = undefined
  }
}
