import { get, joinPointer } from '../../description/index.ts'
import type { Answer, Description, Operation } from '../../description/index.ts'
import { describeResponse, refusalAnswers, successAnswers } from '../answers.ts'
import type { Breach } from '../answers.ts'
import type { Case, Family } from '../case.ts'
import type { RequestPlan } from '../request.ts'
import type { RuleBook } from '../rules/index.ts'
import type { Story } from '../story.ts'
import type { SchemaSet } from '../schema-set.ts'
import type { Target } from '../target.ts'
import type { Content } from '../values/payload.ts'
import { bodySamples } from '../values/samples.ts'
import type { Sample } from '../values/samples.ts'

/** What a family makes its cases from. */
export interface Ground {
  readonly description: Description
  readonly operation: Operation
  readonly book: RuleBook
  readonly schemas: SchemaSet
  readonly runs: number
}

/** Samples of a body that are what they say: valid, or not. */
export function samplesOf({ description, schemas }: Ground, { pointer }: Content): Sample[] {
  const schema = joinPointer(pointer, 'schema')
  return bodySamples(description.document, schema).filter(
    ({ value, valid }) => schemas.isValid(schema, value) === valid,
  )
}

/** Where in the body a sample is: a JSON Pointer. */
export function pointerOf({ path }: Sample): string {
  return joinPointer('', ...path.map((name) => (name === '[]' ? '0' : name)))
}

/** What a body that is made up may be told where it names something that has to exist (`x-refusals`, `unknown`). */
export function unknownInBody(operation: Operation, value: unknown): Answer[] {
  return operation.refusals
    .filter((refusal) => refusal.in === 'body' && refusal.keyword === 'unknown')
    .filter(({ pointer }) => pointer === undefined || get(value, pointer) !== undefined)
    .flatMap(({ answers }) => answers)
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
type LatePart = Part | ((target: Target) => Part)

function resolve(part: LatePart, target: Target): Part {
  return typeof part === 'function' ? part(target) : part
}

/**
 * A valid request on a fresh resource succeeds.
 *
 * @param input.or what else conforms
 */
export function validCase(input: Omit<CaseInput, 'run'> & { plan: LatePart; or?: readonly Answer[] }): Case {
  const answers = [...successAnswers(input.operation), ...(input.or ?? [])]
  return makeCase({
    ...input,
    run: async (story) => {
      const resource = await story.resource()
      story.expect(await story.send({ resource, ...resolve(input.plan, story.stage.target) }), answers)
    },
  })
}

/**
 * A request with one fault is refused as the description says, and the refusal changes nothing: its twin without the
 * fault succeeds on the same resource. Where the refusal was not the right one, the twin gets a fresh resource.
 */
export function invalidCase(
  input: Omit<CaseInput, 'run'> & { breach: Breach; twin: LatePart; plan: LatePart },
): Case {
  const { answers } = refusalAnswers(input.operation, input.breach)
  return makeCase({
    ...input,
    run: async (story) => {
      const { target, context } = story.stage
      const twin = resolve(input.twin, target)
      const resource = await story.resource()
      const exchange = await story.send({ resource, ...resolve(input.plan, target) })
      const after = story.fits(answers, exchange) ? await story.send({ resource, ...twin }) : undefined
      if (after === undefined || !story.succeeded(after)) {
        await story.twin({ resource: await story.resource(), ...twin })
      }
      if (!story.expect(exchange, answers) || after === undefined) return
      story.hold(
        input.rules[0],
        story.succeeded(after),
        () => 'a refusal that changes nothing: the same request without the fault succeeds afterwards',
        () => describeResponse(context.description, after),
      )
    },
  })
}
