import type { Description, Operation } from '../../description/index.ts'
import { refusalAnswers } from '../answers.ts'
import type { Breach } from '../answers.ts'
import type { Case, Family } from '../case.ts'
import type { RequestPlan } from '../request.ts'
import type { RuleBook } from '../rules.ts'
import type { Story } from '../story.ts'
import type { Target } from '../target.ts'

/** What a family makes its cases from. */
export interface Ground {
  readonly description: Description
  readonly operation: Operation
  readonly book: RuleBook
  /** Credentials that a case sends are made from it when the case is told. */
  readonly runs: number
}

/** One family of cases: everything it can tell of an operation. */
export type MakeCases = (ground: Ground) => Case[]

interface CaseInput {
  family: Family
  operation: Operation
  /** Short and unique in the family. */
  name: string
  rules: readonly [string, ...string[]]
  stateful?: boolean
  needsOtherKey?: boolean
  alone?: boolean
  run: (story: Story) => Promise<void>
}

export function makeCase(input: CaseInput): Case {
  const { family, operation, name, rules, run } = input
  return {
    id: `${family}/${operation.id}/${name}`,
    family,
    title: name,
    operation,
    rules,
    stateful: input.stateful ?? false,
    needsOtherKey: input.needsOtherKey ?? false,
    alone: input.alone ?? false,
    run,
  }
}

/** A part of a plan; the resource is the story's. */
export type Part = Omit<RequestPlan, 'resource'>

/** A part that needs the target's keys. */
export type LatePart = Part | ((target: Target) => Part)

function resolve(part: LatePart, target: Target): Part {
  return typeof part === 'function' ? part(target) : part
}

/** A valid request on a fresh resource succeeds. */
export function validCase(input: Omit<CaseInput, 'run'> & { plan: LatePart }): Case {
  return makeCase({
    ...input,
    run: async (story) => {
      const resource = await story.resource()
      story.expectSuccess(await story.send({ resource, ...resolve(input.plan, story.stage.target) }))
    },
  })
}

/** A request with one fault is refused as the description says; its twin without the fault succeeds. */
export function invalidCase(
  input: Omit<CaseInput, 'run'> & { breach: Breach; twin: LatePart; plan: LatePart },
): Case {
  const { answers } = refusalAnswers(input.operation, input.breach)
  return makeCase({
    ...input,
    run: async (story) => {
      const { target } = story.stage
      await story.twin({ resource: await story.resource(), ...resolve(input.twin, target) })
      const resource = await story.resource()
      story.expect(await story.send({ resource, ...resolve(input.plan, target) }), answers)
    },
  })
}
