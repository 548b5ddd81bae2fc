import type { Operation } from '../../description/index.ts'

/** Matches the texts in a response that may be an id or a key. Shorter ones occur by chance. */
const TOKEN = /[\w-]{12,}/g

/** Matches the start of such a text if it may be an id itself: words have no digits. */
const ID_AT_START = /^(?=.*\d).{12,}$/

/** How many parts are cut from the end of such a text. A secret may begin with the id of its resource: `pi_1_secret_2`. */
const MOST_CUTS = 4

/** The ids and idempotency keys that a run has sent, and the cases that sent them. */
export class IssuedValues {
  /** Value → the ids of the cases. */
  private readonly owners = new Map<string, Set<string>>()

  add(caseId: string, values: readonly string[]): void {
    for (const value of values) {
      const owners = this.owners.get(value) ?? new Set()
      this.owners.set(value, owners.add(caseId))
    }
  }

  /**
   * Returns a value in a text that only other cases have sent. Takes one pass.
   *
   * @param resource what the resource of the case was before: its data may refer to another resource
   */
  findForeign(caseId: string, text: string, resource?: object): string | undefined {
    for (const [token] of text.matchAll(TOKEN)) {
      for (const part of startsOf(token)) {
        const owners = this.owners.get(part)
        if (owners === undefined || owners.has(caseId)) continue
        if (!JSON.stringify(resource ?? {}).includes(part)) return part
      }
    }
    return undefined
  }
}

/** Returns a text, and what is left of it without its last parts, as far as that is no ordinary word. */
function startsOf(token: string): string[] {
  const starts = [token]
  for (let cuts = 0, rest = token; cuts < MOST_CUTS; cuts += 1) {
    const end = Math.max(rest.lastIndexOf('_'), rest.lastIndexOf('-'))
    if (end <= 0) break
    rest = rest.slice(0, end)
    if (ID_AT_START.test(rest)) starts.push(rest)
  }
  return starts
}

/**
 * Returns whether a response of an operation is about its own request only. A list, or a resource that others refer to,
 * may contain the ids of other requests.
 */
export function isAboutOwnRequest({ lifecycle, idempotency }: Operation): boolean {
  return lifecycle !== undefined || idempotency !== undefined
}
