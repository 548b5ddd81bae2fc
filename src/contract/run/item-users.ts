/**
 * Knows which cases create the same item at the same time. Where a client chooses the id, such as that of something
 * outside, two cases can choose the same one, and each can remove it.
 */
export class ItemUsers {
  private readonly users = new Map<string, Set<object>>()
  private readonly shared = new WeakMap<object, Set<string>>()

  /** Records that a case creates the item at a path, before the request is sent. */
  add(path: string, user: object): void {
    const users = this.users.get(path) ?? new Set()
    this.users.set(path, users.add(user))
    if (users.size > 1)
      for (const one of users) this.shared.set(one, (this.shared.get(one) ?? new Set()).add(path))
  }

  /** Returns whether another case created the item at a path too, while a case ran. */
  isShared(path: string, user: object): boolean {
    return this.shared.get(user)?.has(path) === true
  }

  /** Records that a case has ended, and that nothing of it is left. */
  release(user: object): void {
    for (const [path, users] of this.users)
      if (users.delete(user) && users.size === 0) this.users.delete(path)
  }
}
