import type { Description, Operation, Resources } from '../../description/index.ts'
import type { Family } from '../../contract/index.ts'
import type { MockRequest, SerializedResponse } from '../../mock/index.ts'
import type { SchemaSet } from '../../schema/index.ts'

/** A request to one operation, as it was received. */
export interface Call {
  readonly operation: Operation
  readonly request: MockRequest
  /** The state in which a fixture created the resource of the path. */
  readonly state?: string | undefined
}

/** A call and its response. */
export interface CallWithResponse extends Call {
  readonly response: SerializedResponse
  /** Whether it is not sure that the operation sent the response: a router or a proxy may have. */
  readonly mayBeOfOther?: boolean
}

/** The correct server behind a wrong one. */
export interface CorrectServer {
  respond(request: MockRequest): Promise<SerializedResponse>
  /** Returns the documented response with this status code, without executing the request. */
  fail(request: MockRequest, status: number): Promise<SerializedResponse>
  /** Creates a resource in a state, and returns its path parameters. Undefined if that is not possible. */
  create(operation: Operation, apiKey: string, state?: string): Record<string, string> | undefined
}

/** How a wrong server responds. It may keep state between calls. */
export type Behavior = (call: Call, server: CorrectServer) => Promise<SerializedResponse>

/**
 * How far an exchange of the correct server gets with a fault: `absent`, it has nothing that the fault is about; `same`,
 * the fault changes nothing; `differs`, the fault changes it, or may change it.
 */
export type Effect = 'absent' | 'same' | 'differs'

/** One wrong behavior, made from one requirement of a description. */
export interface Fault {
  /** `kind/place`: unique in a description. */
  readonly id: string
  /** The operator that made it: the name of its file. */
  readonly kind: string
  /** What the server does wrong, in a sentence. */
  readonly text: string
  /** The operations whose exchanges it can change. */
  readonly operations: readonly Operation[]
  /** The requirement in the bundled document: a JSON Pointer. */
  readonly pointer: string
  /** The families of cases that are most likely to notice it, the best first. */
  readonly families: readonly Family[]
  /** What the contract lacks if no exchange gets to the fault. */
  readonly absent: string
  /** Whether its place is in an alternative of `oneOf` or `anyOf`, where another one may allow the value. */
  readonly isAlternative?: boolean
  /** The status of the response that it is about: its key in the description. */
  readonly status?: string
  /** What to add to the description, if nothing in it forbids this behavior. */
  readonly advice?: string
  effect(exchange: CallWithResponse): Effect
  /** Whether the exchanges of a case together can show the fault. Default: each can that differs. */
  isShownBy?(exchanges: readonly CallWithResponse[]): boolean
  /** Returns the behavior of a server that was just started. */
  start(): Behavior
}

/** What operators make faults from. */
export interface FaultInput {
  readonly description: Description
  readonly schemas: SchemaSet
  readonly resources: Resources
  /** The keys that the correct server accepts: that of the run, and that of another account. */
  readonly keys: readonly [string, string]
}

/** Makes all faults of one kind. */
export type Operator = (input: FaultInput) => Iterable<Fault>
