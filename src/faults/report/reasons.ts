import { isSuccess, joinPointer } from '../../description/index.ts'
import type { Operation } from '../../description/index.ts'
import type { Fault } from '../model/fault.ts'
import type { FaultResult } from '../run/try-fault.ts'
import { hintForStatus } from './hints.ts'

/** Why a fault was not noticed. */
export interface Explanation {
  readonly reason: string
  /** What helps. Undefined if nothing is known to. */
  readonly hint?: string
  /** The place to change: a JSON Pointer. */
  readonly pointer: string
  /** Set if several operations may have the same reason: what is said of them. */
  readonly shared?: { readonly text: string; readonly operation: Operation }
}

/** What the contract did against the correct mock. */
export interface Seen {
  /** Whether an operation had a response with this status. */
  readonly response: (operation: Operation, status: string) => boolean
  /** Why the fixture module made nothing for an operation. Undefined if it did not fail. */
  readonly fixtureFailure: (operation: Operation) => string | undefined
}

/** Returns why a fault was not noticed, and what helps. */
export function explain(fault: Fault, result: FaultResult, seen: Seen): Explanation {
  if (result.verdict === 'unreached') return explainUnreached(fault, seen)
  const { advice, pointer } = fault
  if (advice !== undefined) {
    // What the description lacks, and what to add.
    const [reason = advice, ...hint] = advice.split(': ')
    return { reason, hint: hint.join(': '), pointer }
  }
  return result.verdict === 'missed' ? explainMissed(fault, result) : { reason: fault.absent, pointer }
}

function explainUnreached(
  { absent, advice, operations, pointer, status, kind }: Fault,
  seen: Seen,
): Explanation {
  const [operation] = operations
  if (operation === undefined) return { reason: absent, pointer }
  const failure = seen.fixtureFailure(operation)
  if (failure !== undefined) return { reason: failure, pointer: operation.pointer }
  if (kind === 'shared-resource') return { reason: absent, ...isolationHint(operation) }
  if (status === undefined) return { reason: absent, pointer }
  const response = joinPointer(operation.pointer, 'responses', status)
  if (!/^[2dD]/.test(status) && !seen.response(operation, status))
    return {
      reason: absent,
      hint: hintForStatus(operation, status),
      pointer: response,
      shared: { text: `no response ${status} of`, operation },
    }
  if (isOtherSuccess(operation, status) && !seen.response(operation, status))
    return {
      reason: absent,
      hint: 'remove the response, if no request gets it',
      pointer: response,
      shared: { text: `no response ${status} of`, operation },
    }
  const isOptional = advice !== undefined
  return {
    reason: absent,
    hint: isOptional
      ? 'add an example of the response that has it, or remove it'
      : 'add an example of the response that has it',
    pointer: response,
  }
}

/** Returns whether an operation has other successes. No example makes a server choose one of them. */
function isOtherSuccess({ responses }: Operation, status: string): boolean {
  return isSuccess(status) && responses.some((one) => one.status !== status && isSuccess(one.status))
}

function explainMissed(
  { kind, operations, pointer, status }: Fault,
  { cases, skipReason }: FaultResult & { readonly verdict: 'missed' },
): Explanation {
  const [operation] = operations
  const reached = `${cases === 1 ? 'one case gets' : `${cases} cases get`} to it`
  if (operation !== undefined && kind === 'wrong-status' && status !== undefined && !rejects(operation)) {
    const hint = hintForStatus(operation, status)
    const text = `the contract accepts other documented errors in place of ${status} of`
    return {
      reason: `${text} ${operation.id}`,
      ...(/x-rejections/.test(hint) && { hint: hint.replace(/, or remove the response$/, '') }),
      pointer: operation.pointer,
      shared: { text, operation },
    }
  }
  if (operation !== undefined && kind === 'too-strict' && /generated values/.test(skipReason ?? ''))
    return {
      reason: `a limit of a query may be stricter than its schema, so a rejection by ${operation.id} proves nothing`,
      hint: 'add `x-rejections` with `in: query` for what is invalid: then the rest must be accepted',
      pointer: operation.pointer,
    }
  if (skipReason !== undefined)
    return { reason: `the cases that get to it test nothing: ${skipReason}`, pointer }
  return { reason: `${reached}, and ${cases === 1 ? 'it does not fail' : 'none fails'}`, pointer }
}

function rejects({ rejections }: Operation): boolean {
  return rejections.length > 0
}

function isolationHint({ id, pointer }: Operation): { hint: string; pointer: string } {
  return {
    hint: `add \`x-rejections\` with \`in: path\` and \`keyword: unknown\`, if what ${id} names belongs to one account`,
    pointer,
  }
}
