/** Keys of which some are one: a union-find structure. */
export class Groups {
  private readonly parents = new Map<string, string>()

  constructor(keys: readonly string[]) {
    for (const key of keys) this.parents.set(key, key)
  }

  /** Makes the groups of two keys one. A key that nothing has is ignored. */
  join(one: string, other: string): void {
    if (!this.parents.has(one) || !this.parents.has(other)) return
    const [left, right] = [this.find(one), this.find(other)]
    if (left !== right) this.parents.set(right, left)
  }

  /** Makes the groups of all keys one. */
  joinAll([first, ...others]: readonly string[]): void {
    for (const other of others) this.join(first as string, other)
  }

  find(key: string): string {
    let root = key
    for (let parent = this.parents.get(root); parent !== undefined && parent !== root;) {
      root = parent
      parent = this.parents.get(root)
    }
    return root
  }

  /** Returns the values of each group, in the order of their first value. */
  collect<T>(values: readonly T[], keyOf: (value: T) => string): T[][] {
    const groups = new Map<string, T[]>()
    for (const value of values) {
      const root = this.find(keyOf(value))
      const group = groups.get(root)
      if (group === undefined) groups.set(root, [value])
      else group.push(value)
    }
    return [...groups.values()]
  }
}
