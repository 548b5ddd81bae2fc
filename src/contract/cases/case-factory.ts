import { get, isForm, joinPointer } from '../../description/index.ts'
import type {
  ExpectedResponse,
  Breach,
  Content,
  Description,
  OpenAPIDocument,
  Operation,
  Parameter,
} from '../../description/index.ts'
import { conditionResponses, rejectionResponses, successResponses } from '../expected/expected.ts'
import { describeResponse } from '../expected/describe.ts'
import { isConflict } from '../expected/conflict.ts'
import { CaseSkipped } from './case-skipped.ts'
import type { Case, Family } from './case.ts'
import { isText } from '../http/body.ts'
import type { RequestPlan } from '../http/request.ts'
import type { RuleBook } from '../rules/index.ts'
import type { CaseContext } from './case-context.ts'
import type { SchemaSet } from '../../schema/index.ts'
import type { Target } from '../http/target.ts'
import { textOf } from '../../schema/index.ts'
import {
  canEncode,
  canCarryBody,
  concreteMediaType,
  parseCandidates,
  canCarry,
  partsOf,
} from '../../serialization/index.ts'
import { bodySamples } from '../generate/samples.ts'
import type { Sample } from '../generate/samples.ts'

/** What a family makes its cases from. */
export interface CaseInput {
  readonly description: Description
  readonly operation: Operation
  readonly book: RuleBook
  readonly schemas: SchemaSet
  readonly runs: number
}

/** Samples of a body that are what they say, valid or not, and stay so on their way. */
export function samplesOf({ description, schemas }: CaseInput, content: Content): Sample[] {
  const { schema } = content
  const { document } = description
  if (schema === undefined || !canEncode(content)) return []
  const isCertain = ({ value, valid }: Sample): boolean => {
    const candidates = isText(concreteMediaType(content.mediaType))
      ? parseCandidates({ document, schemas }, schema, textOf(value))
      : []
    return hasCertainValidity(schemas, schema, [value, ...candidates], valid)
  }
  return bodySamples(document, schema).filter(
    (sample) => isCertain(sample) && canEncodeSample(document, content, sample.value),
  )
}

/** Whether what a value may mean fits a schema for sure, or for sure does not. */
function hasCertainValidity(
  schemas: SchemaSet,
  schema: string,
  candidates: unknown[],
  valid: boolean,
): boolean {
  return valid
    ? candidates.some((value) => schemas.isDefinitelyValid(schema, value))
    : !candidates.some((value) => schemas.mayBeValid(schema, value))
}

/** A form says what it can (`fitsForm`); of everything else a sample is carried or not. */
function canEncodeSample(document: OpenAPIDocument, content: Content, value: unknown): boolean {
  return isForm(content.mediaType) || canCarryBody(document, content, value)
}

/** Samples of a parameter that are what they say, however they are read, and stay so on their way. */
export function parameterSamples({ description, schemas }: CaseInput, parameter: Parameter): Sample[] {
  const { schema, mediaType, object } = parameter
  const { document } = description
  if (schema === undefined) return []
  const isCertain = ({ value, valid }: Sample): boolean => {
    const text = typeof value === 'object' && value !== null ? partsOf(value).join(',') : textOf(value)
    const candidates = mediaType === undefined ? parseCandidates({ document, schemas }, schema, text) : []
    return hasCertainValidity(schemas, schema, [value, ...candidates], valid)
  }
  const isKnown = object.example !== undefined || object.examples !== undefined
  // Empty text breaks a schema, but for many it is no value at all where it is valid.
  const canBeSent = ({ value, valid, keyword, path }: Sample): boolean => {
    if (value === '' && !valid && mediaType === undefined) return object.in !== 'path'
    // Text is an array of one; of other types a parameter can break none but the number's and the boolean's.
    const violatesType = keyword === 'type' && !valid && mediaType === undefined
    const isText = path.length === 0 ? value === 'text' : path[0] !== '[]' && hasText(value, path[0] ?? '')
    return (!violatesType || isText) && canCarry(parameter, value)
  }
  return bodySamples(document, schema).filter(
    (sample) => isCertain(sample) && canBeSent(sample) && !(isKnown && sample.isGuess === true),
  )
}

function hasText(value: unknown, name: string): boolean {
  return (value as Record<string, unknown>)[name] === 'text'
}

/** Where in the body a sample is: a JSON Pointer. */
export function pointerOf({ path }: Sample): string {
  return joinPointer('', ...path.map((name) => (name === '[]' ? '0' : name)))
}

/** What a body that is made up may be told where it names something that has to exist (`x-rejections`, `unknown`). */
export function unknownReferenceResponses(operation: Operation, value: unknown): ExpectedResponse[] {
  return operation.rejections
    .filter((rejection) => rejection.in === 'body' && rejection.keyword === 'unknown')
    .filter(({ pointer }) => pointer === undefined || get(value, pointer) !== undefined)
    .flatMap(({ responses: expectedResponses }) => expectedResponses)
}

/** One family of cases: everything it can tell of an operation. */
export type MakeCases = (input: CaseInput) => Case[]

interface CaseDefinition {
  family: Family
  operation: Operation
  /** Short and unique in the family. */
  name: string
  rules: readonly [string, ...string[]]
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
    stateful: input.stateful ?? false,
    needsOtherKey: input.needsOtherKey ?? false,
    serial: input.serial ?? false,
    longRunning: input.longRunning ?? false,
    run,
  }
}

/** A part of a plan; the resource is the story's. */
export type PartialPlan = Omit<RequestPlan, 'resource'>

/** A part that needs the target's keys. */
type PartialPlanSource = PartialPlan | ((target: Target) => PartialPlan)

function resolve(part: PartialPlanSource, target: Target): PartialPlan {
  return typeof part === 'function' ? part(target) : part
}

/**
 * A valid request on a fresh resource succeeds.
 *
 * @param input.or what else conforms
 */
export function validCase(
  input: Omit<CaseDefinition, 'run'> & {
    plan: PartialPlanSource
    alternatives?: readonly ExpectedResponse[]
  },
): Case {
  const successes = successResponses(input.operation)
  const expectedResponses = [...successes, ...(input.alternatives ?? [])]
  return makeCase({
    ...input,
    run: async (context) => {
      const resource = await context.resource()
      const exchange = await context.send({ resource, ...resolve(input.plan, context.target) })
      if (successes.length === 0) throw new CaseSkipped(NO_SUCCESS)
      if (isConflict(exchange)) throw new CaseSkipped('it conflicts with an existing resource (409)')
      context.expect(exchange, [...expectedResponses, ...conditionResponses(exchange)])
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
  input: Omit<CaseDefinition, 'run'> & {
    violation: Breach
    alternatives?: readonly Breach[]
    control: PartialPlanSource
    plan: PartialPlanSource
  },
): Case {
  const expectedResponses = [input.violation, ...(input.alternatives ?? [])].flatMap(
    (violation) => rejectionResponses(input.operation, violation).expectedResponses,
  )
  return makeCase({
    ...input,
    run: async (context) => {
      const { target, description } = context
      const control = resolve(input.control, target)
      const resource = await context.resource()
      const exchange = await context.send({ resource, ...resolve(input.plan, target) })
      const after = context.matches(expectedResponses, exchange)
        ? await context.send({ resource, ...control })
        : undefined
      if (after === undefined || !context.succeeded(after)) {
        await context.controlRequest({ resource: await context.resource(), ...control })
      }
      if (!context.expect(exchange, expectedResponses) || after === undefined) return
      context.record(
        input.rules[0],
        context.succeeded(after),
        () => 'a refusal that changes nothing: the same request without the fault succeeds afterwards',
        () => describeResponse(description, after),
      )
    },
  })
}
