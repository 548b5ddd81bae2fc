import { missingPointer, readCause } from '../checks/causes.ts'
import type { Cause } from '../checks/causes.ts'

/** A check's cause and a case's cause are one if they share at least this part of the exchanges with the check's cause. */
const SHARED = 1 / 2

/** Counts the exchanges in which a case failed together with a check, to find out which causes are one. */
export class CauseLinks {
  private readonly exchanges = new Map<Cause, number>()
  /** Cause of a check → cause of a case → the number of exchanges. */
  private readonly shared = new Map<Cause, Map<Cause, number>>()

  /** Records that a check found causes in one exchange. */
  count(found: Iterable<Cause>): void {
    for (const cause of found) this.exchanges.set(cause, (this.exchanges.get(cause) ?? 0) + 1)
  }

  /** Records that an exchange with causes that checks found also failed its case. */
  add(ofCase: Cause, ofChecks: Iterable<Cause>): void {
    for (const cause of ofChecks) {
      const counts = this.shared.get(cause) ?? new Map<Cause, number>()
      this.shared.set(cause, counts.set(ofCase, (counts.get(ofCase) ?? 0) + 1))
    }
  }

  /**
   * Returns the pairs of causes that are one. An undocumented status and a wrong identity explain every case that expects
   * another. Of other causes most exchanges must have failed a case too.
   *
   * @param identifying the pointers of a body that identify an error
   */
  pairs(identifying: readonly string[]): [Cause, Cause][] {
    return [...this.shared].flatMap(([ofCheck, counts]) =>
      [...counts].flatMap(([ofCase, count]): [Cause, Cause][] => {
        const isDirect = explains(ofCheck, ofCase, identifying)
        const share = count / Math.max(1, this.exchanges.get(ofCheck) ?? 0)
        return isDirect || (isAcceptance(ofCase) && share >= SHARED) ? [[ofCase, ofCheck]] : []
      }),
    )
  }
}

/** Returns whether a cause that a check found makes a response another one than a case expects. */
function explains(ofCheck: Cause, ofCase: Cause, identifying: readonly string[]): boolean {
  const { kind, place, difference } = readCause(ofCheck)
  if (kind === 'status') return true
  // The body of an error has nothing of what a success has.
  if (readCause(ofCase).kind === 'error-as-success') return kind === 'body' || kind === 'criterion'
  // Another status code than a case expects has nothing to do with the body.
  if (isAcceptance(ofCase) || hasOtherStatus(ofCase)) return false
  if (kind === 'media-type') return true
  if (kind !== 'body') return false
  if (difference === 'another structure' || difference === 'not JSON') return true
  const pointer = missingPointer(place, difference) ?? place
  return identifying.some((one) => one === pointer || one.startsWith(`${pointer}/`))
}

/** Returns whether a cause is a documented status code that the case does not expect. */
function hasOtherStatus(cause: Cause): boolean {
  return /^(?:rejected|other-error)$/.test(readCause(cause).kind)
}

/** Returns whether a cause is that the server does what it must not do. */
function isAcceptance(cause: Cause): boolean {
  return readCause(cause).kind === 'accepted'
}
