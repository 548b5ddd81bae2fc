import type { ExpectedResponse, RequestViolation, Description, Operation } from '../../description/index.ts'
import { CONFLICT, isConflict } from '../expected/conflict.ts'
import { describeResponse } from '../expected/describe.ts'
import { conditionResponses, rejectionResponses, successResponses } from '../expected/expected.ts'
import { causes } from '../checks/causes.ts'
import { CaseSkipped, ControlFailed } from './case-skipped.ts'
import type { Case, Family } from './case.ts'
import { sendDistinct, sendDistinctInvalid, wasVaried } from './conflicts.ts'
import type { Exchange } from '../http/exchange.ts'
import type { RequestPlan } from '../http/request.ts'
import type { RuleId } from '../rules/ids.ts'
import type { RuleBook } from '../rules/index.ts'
import type { CaseContext } from './case-context.ts'
import type { SchemaSet } from '../../schema/index.ts'
import type { Target } from '../http/target.ts'

/** The input from which a family makes its cases. */
export interface CaseInput {
  readonly description: Description
  readonly operation: Operation
  readonly book: RuleBook
  readonly schemas: SchemaSet
  readonly runs: number
  /** Whether a fixture module makes the resources. */
  readonly hasFixtures?: boolean
}

/** Makes all cases of one family for an operation. */
export type MakeCases = (input: CaseInput) => Case[]

interface CaseDefinition {
  family: Family
  operation: Operation
  /** Short and unique in the family. */
  name: string
  rules: readonly [RuleId, ...RuleId[]]
  rejects?: boolean
  stateful?: boolean
  needsOtherKey?: boolean
  serial?: boolean
  longRunning?: boolean
  run: (context: CaseContext) => Promise<void>
}

export function makeCase(input: CaseDefinition): Case {
  const { family, operation, name, rules, run } = input
  return {
    id: `${family}/${operation.id}/${name}`,
    family,
    operation,
    rules,
    rejects: input.rejects ?? false,
    stateful: input.stateful ?? false,
    needsOtherKey: input.needsOtherKey ?? false,
    serial: input.serial ?? false,
    longRunning: input.longRunning ?? false,
    run,
  }
}

/** A request plan without its resource, which the case context makes. */
export type PartialPlan = Omit<RequestPlan, 'resource'>

/** A partial plan, or a function that makes it with the target's keys. */
type PartialPlanSource = PartialPlan | ((target: Target) => PartialPlan)

function resolve(part: PartialPlanSource, target: Target): PartialPlan {
  return typeof part === 'function' ? part(target) : part
}

/**
 * Makes a case in which a valid request on a fresh resource succeeds.
 *
 * @param input.alternatives other responses that conform
 */
export function validCase(
  input: Omit<CaseDefinition, 'run'> & {
    plan: PartialPlanSource
    alternatives?: readonly ExpectedResponse[]
    /** Whether other names may replace those of the body. Then `keepsLength` is the property under test. */
    mayVary?: { readonly keepsLength?: string | undefined }
    /** Returns why a response proves nothing. */
    whyInconclusive?: (exchange: Exchange, target: Target) => string | undefined
  },
): Case {
  const successes = successResponses(input.operation)
  const expectedResponses = [...successes, ...(input.alternatives ?? [])]
  return makeCase({
    ...input,
    run: async (context) => {
      const resource = await context.resource()
      const plan = { resource, ...resolve(input.plan, context.target) }
      const exchange =
        plan.body === undefined || input.mayVary !== undefined
          ? await sendDistinct(context, plan, input.mayVary?.keepsLength)
          : await context.send(plan)
      if (successes.length === 0 && !context.succeeded(exchange))
        throw new CaseSkipped('no successful response is described')
      if (isConflict(exchange)) throw new CaseSkipped(CONFLICT)
      const reason = input.whyInconclusive?.(exchange, context.target)
      if (reason !== undefined) throw new CaseSkipped(reason)
      const accepted = successes.length === 0 ? [] : [...expectedResponses, ...conditionResponses(exchange)]
      context.expect(exchange, accepted)
    },
  })
}

/** A request with one violation, and the same request without it. */
export interface Attempt {
  readonly control: PartialPlanSource
  readonly plan: PartialPlanSource
}

const IGNORED = 'the server takes an empty header for a missing one'

interface InvalidCaseDefinition extends Omit<CaseDefinition, 'run'>, Attempt {
  readonly violation: RequestViolation
  /** Other violations that the server may report. */
  readonly alternatives?: readonly RequestViolation[]
  /** Whether a server may take the invalid part for a missing one. Then the rule stays untested. */
  readonly mayBeIgnored?: boolean
  /** Is made if the first control request fails: what that one has and this one lacks may be what the server rejects. */
  readonly otherwise?: Attempt | undefined
}

/**
 * Makes a case in which a request with one violation is rejected as described. The rejection must change nothing: the
 * control request, which has no violation, succeeds on the same resource. If the response was another one, the control
 * request gets a fresh resource.
 */
export function invalidCase(input: InvalidCaseDefinition): Case {
  const { otherwise } = input
  return makeCase({
    ...input,
    rejects: true,
    run: async (context) => {
      try {
        await expectRejection(context, input, input)
      } catch (error) {
        if (!(error instanceof ControlFailed) || otherwise === undefined) throw error
        context.restartScript()
        await expectRejection(context, input, otherwise)
      }
    },
  })
}

async function expectRejection(
  context: CaseContext,
  { operation, rules, violation, alternatives = [], mayBeIgnored = false }: InvalidCaseDefinition,
  attempt: Attempt,
): Promise<void> {
  const { target } = context
  const expectedResponses = [violation, ...alternatives].flatMap(
    (one) => rejectionResponses(operation, one).expectedResponses,
  )
  const control = resolve(attempt.control, target)
  const invalid = resolve(attempt.plan, target)
  const isExpected = (one: Exchange): boolean => context.matches(expectedResponses, one)
  const shared = await context.sendShared({ plan: () => invalid, control, isExpected })
  if (shared !== undefined) {
    if (mayBeIgnored && context.succeeded(shared)) throw new CaseSkipped(IGNORED)
    context.expect(shared, expectedResponses)
    return
  }
  context.restartScript()
  const resource = await context.resource()
  const plan = { resource, ...invalid }
  const first = await context.send(plan)
  const exchange =
    isConflict(first) && !isExpected(first)
      ? await sendDistinctInvalid(context, first, { plan, control: { resource, ...control } })
      : first
  if (mayBeIgnored && context.succeeded(exchange)) throw new CaseSkipped(IGNORED)
  const after = isExpected(exchange) ? await sendDistinct(context, { resource, ...control }) : undefined
  if (after === undefined || !context.succeeded(after)) {
    const valid = await context.controlRequest({ resource: await context.resource(), ...control })
    // A server may look for what exists before it looks at the rest. Until now, another case may have removed that.
    const mayConflict = wasVaried(valid) || exchange === first
    if (mayConflict && isConflict(exchange) && !isExpected(exchange)) throw new CaseSkipped(CONFLICT)
  }
  if (!context.expect(exchange, expectedResponses) || after === undefined) return
  if (isConflict(after)) throw new CaseSkipped(CONFLICT)
  context.record(
    rules[0],
    context.succeeded(after),
    () => 'a rejection that changes nothing: the same request without the violation succeeds afterwards',
    () => describeResponse(context.description, after),
    causes.sideEffect(rules[0].split('/').slice(0, 2).join('/')),
  )
}
