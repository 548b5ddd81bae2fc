import { isForeign } from './resources.ts'

/** An object that a request created. */
export interface CreatedObject {
  readonly owner: string
  /** The collection that lists it. */
  readonly collection: string
  /** Its properties, as requests wrote them and as the response to its creation had them. */
  readonly value: Readonly<Record<string, unknown>>
}

/** How many objects, and how many ids of deleted ones, a mock keeps. The oldest ones are forgotten first. */
const LIMIT = 10_000

/** The objects that requests created in a mock, and the keys of those that were deleted. */
export class CreatedObjects {
  readonly #objects = new Map<string, CreatedObject>()
  readonly #deleted = new Set<string>()
  readonly #withFixtures = new Set<string>()

  get(key: string): CreatedObject | undefined {
    return this.#objects.get(key)
  }

  set(key: string, object: CreatedObject): void {
    this.#objects.set(key, object)
    this.#deleted.delete(key)
    removeOldest(this.#objects)
  }

  delete(key: string): void {
    this.#objects.delete(key)
    this.#deleted.add(key)
    removeOldest(this.#deleted)
  }

  /** Records that a client asked for a fixture for an operation. */
  addFixture(operation: string): void {
    this.#withFixtures.add(operation)
  }

  /** Whether a client asked for fixtures for an operation, so that they exist and other values of its path do not. */
  hasFixtures(operation: string): boolean {
    return this.#withFixtures.has(operation)
  }

  /** Forgets that an object was deleted. */
  restore(key: string): void {
    this.#deleted.delete(key)
  }

  isDeleted(key: string): boolean {
    return this.#deleted.has(key)
  }

  /** Whether there is or was an object with this key. */
  isKnown(key: string): boolean {
    return this.#objects.has(key) || this.#deleted.has(key)
  }

  /** Returns the objects in a collection that a caller can see, the newest first. */
  listOf(collection: string, caller: string): CreatedObject[] {
    return [...this.#objects.values()]
      .filter((object) => object.collection === collection && !isForeign(object.owner, caller))
      .reverse()
  }

  clear(): void {
    this.#objects.clear()
    this.#deleted.clear()
    this.#withFixtures.clear()
  }
}

function removeOldest(entries: Map<string, unknown> | Set<string>): void {
  if (entries.size <= LIMIT) return
  const [oldest] = entries.keys()
  if (oldest !== undefined) entries.delete(oldest)
}
