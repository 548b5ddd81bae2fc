import { get, isForm, joinPointer } from '../../description/index.ts'
import type {
  Answer,
  Breach,
  Content,
  Description,
  OpenAPIDocument,
  Operation,
  Parameter,
} from '../../description/index.ts'
import {
  conditionAnswers,
  describeResponse,
  isConflict,
  refusalAnswers,
  successAnswers,
} from '../expected/expected.ts'
import { NotReached } from './case.ts'
import type { Case, Family } from './case.ts'
import { isText } from '../http/body.ts'
import type { RequestPlan } from '../http/request.ts'
import type { RuleBook } from '../rules/index.ts'
import type { Story } from '../run/case-context.ts'
import type { SchemaSet } from '../../schema/schema-set.ts'
import type { Target } from '../http/target.ts'
import { textOf } from '../../schema/generate/scalar-example.ts'
import { canEncode, carriesBody, concrete } from '../../serialization/body.ts'
import { readings } from '../../serialization/parse-candidates.ts'
import { bodySamples } from '../generate/samples.ts'
import type { Sample } from '../generate/samples.ts'
import { carries, partsOf } from '../../serialization/style.ts'

/** What a family makes its cases from. */
export interface Ground {
  readonly description: Description
  readonly operation: Operation
  readonly book: RuleBook
  readonly schemas: SchemaSet
  readonly runs: number
}

/** Samples of a body that are what they say, valid or not, and stay so on their way. */
export function samplesOf({ description, schemas }: Ground, content: Content): Sample[] {
  const { schema } = content
  const { document } = description
  if (schema === undefined || !canEncode(content)) return []
  const isTold = ({ value, valid }: Sample): boolean => {
    const read = isText(concrete(content.mediaType))
      ? readings({ document, schemas }, schema, textOf(value))
      : []
    return isAsSaid(schemas, schema, [value, ...read], valid)
  }
  return bodySamples(document, schema).filter(
    (sample) => isTold(sample) && carriesSample(document, content, sample.value),
  )
}

/** Whether what a value may mean fits a schema for sure, or for sure does not. */
function isAsSaid(schemas: SchemaSet, schema: string, meanings: unknown[], valid: boolean): boolean {
  return valid
    ? meanings.some((value) => schemas.isSure(schema, value))
    : !meanings.some((value) => schemas.isValid(schema, value))
}

/** A form says what it can (`fitsForm`); of everything else a sample is carried or not. */
function carriesSample(document: OpenAPIDocument, content: Content, value: unknown): boolean {
  return isForm(content.mediaType) || carriesBody(document, content, value)
}

/** Samples of a parameter that are what they say, however they are read, and stay so on their way. */
export function parameterSamples({ description, schemas }: Ground, parameter: Parameter): Sample[] {
  const { schema, mediaType, object } = parameter
  const { document } = description
  if (schema === undefined) return []
  const isTold = ({ value, valid }: Sample): boolean => {
    const text = typeof value === 'object' && value !== null ? partsOf(value).join(',') : textOf(value)
    const read = mediaType === undefined ? readings({ document, schemas }, schema, text) : []
    return isAsSaid(schemas, schema, [value, ...read], valid)
  }
  const isKnown = object.example !== undefined || object.examples !== undefined
  // Empty text breaks a schema, but for many it is no value at all where it is valid.
  const isCarried = ({ value, valid, keyword, path }: Sample): boolean => {
    if (value === '' && !valid && mediaType === undefined) return object.in !== 'path'
    // Text is an array of one; of other types a parameter can break none but the number's and the boolean's.
    const breaksType = keyword === 'type' && !valid && mediaType === undefined
    const isText = path.length === 0 ? value === 'text' : path[0] !== '[]' && hasText(value, path[0] ?? '')
    return (!breaksType || isText) && carries(parameter, value)
  }
  return bodySamples(document, schema).filter(
    (sample) => isTold(sample) && isCarried(sample) && !(isKnown && sample.isGuess === true),
  )
}

function hasText(value: unknown, name: string): boolean {
  return (value as Record<string, unknown>)[name] === 'text'
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
  waits?: boolean
  run: (story: Story) => Promise<void>
}

export function makeCase(input: CaseInput): Case {
  const { family, operation, name, rules, run } = input
  return {
    id: `${family}/${operation.id}/${name}`,
    family,
    operation,
    rules,
    stateful: input.stateful ?? false,
    needsOtherKey: input.needsOtherKey ?? false,
    alone: input.alone ?? false,
    waits: input.waits ?? false,
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
  const successes = successAnswers(input.operation)
  const answers = [...successes, ...(input.or ?? [])]
  return makeCase({
    ...input,
    run: async (story) => {
      const resource = await story.resource()
      const exchange = await story.send({ resource, ...resolve(input.plan, story.stage.target) })
      if (successes.length === 0) throw new NotReached(NO_SUCCESS)
      if (isConflict(exchange)) throw new NotReached('it conflicts with what is there already (409)')
      story.expect(exchange, [...answers, ...conditionAnswers(exchange)])
    },
  })
}

/** Why nothing is known of an operation whose described answers are all failures. */
export const NO_SUCCESS = 'no success is described'

/**
 * A request with one fault is refused as the description says, and the refusal changes nothing: its twin without the
 * fault succeeds on the same resource. Where the refusal was not the right one, the twin gets a fresh resource.
 *
 * @param input.or what else the fault may be taken for
 */
export function invalidCase(
  input: Omit<CaseInput, 'run'> & {
    breach: Breach
    or?: readonly Breach[]
    twin: LatePart
    plan: LatePart
  },
): Case {
  const answers = [input.breach, ...(input.or ?? [])].flatMap(
    (breach) => refusalAnswers(input.operation, breach).answers,
  )
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
