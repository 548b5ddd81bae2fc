import { resourcesOf } from '../../description/index.ts'
import type { Description, ExpectedResponse, IdSource, Operation, Resource } from '../../description/index.ts'
import { exampleValue, serialize, validBody } from '../../serialization/index.ts'
import { successResponses } from '../expected/expected.ts'
import { conditionsOf, criteriaFor } from './criteria.ts'
import { authorize } from './credentials.ts'
import type { Credentials } from './credentials.ts'
import type { Criterion, Step, StepParameter, Workflow } from './model.ts'

/** Thrown when Arazzo cannot express a request. */
export class NotExpressible extends Error {
  override readonly name = 'NotExpressible'
}

/** Runtime expressions for the values of path parameters. */
export type PathValues = Readonly<Record<string, string>>

export interface StepOptions {
  readonly path?: PathValues
  readonly credentials?: Credentials
  /** Distinguishes the idempotency keys of one workflow. Default: a key of its own for each step. */
  readonly key?: string
  /** Default: a valid body. */
  readonly body?: unknown
  /** Default: a success, with the conditions of `x-criteria`. */
  readonly expected?: readonly ExpectedResponse[]
  readonly criteria?: readonly Criterion[]
  readonly outputs?: Readonly<Record<string, string>>
}

/** Builds one workflow: its steps, and the inputs that they need. */
export class WorkflowBuilder {
  private readonly description: Description
  private readonly id: string
  private readonly summary: string
  private readonly inputs = new Map<string, string>()
  private readonly steps: Step[] = []

  constructor(description: Description, id: string, summary: string) {
    this.description = description
    this.id = id.replaceAll(/[^A-Za-z0-9_]+/g, '_')
    this.summary = summary
  }

  build(): Workflow {
    const names = [...this.inputs.keys()]
    const properties = Object.fromEntries(
      [...this.inputs].map(([name, description]) => [name, { type: 'string' as const, description }]),
    )
    return {
      workflowId: this.id,
      summary: this.summary,
      ...(names.length > 0 && { inputs: { type: 'object', required: names, properties } }),
      steps: this.steps,
    }
  }

  /** Returns an expression for a value that the runner must be given. */
  input(name: string, text: string): string {
    this.inputs.set(name, text)
    return `$inputs.${name}`
  }

  /** Returns values for the path of an operation: of a thing that a step creates, or inputs. */
  resource(operation: Operation, state?: string): PathValues {
    const names = [...operation.path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name)
    return Object.fromEntries(names.map((name) => [name, this.pathValue(operation, name, state)]))
  }

  /** Adds the step that creates a thing, and returns an expression for its id. */
  create(resource: Resource): string {
    const output = outputOf(resource.ids)
    if (output === undefined) throw new NotExpressible('the id of what was created is only part of a header')
    const stepId = this.send(resource.create, 'Creates one.', { outputs: { id: output } })
    return `$steps.${stepId}.outputs.id`
  }

  /** Adds a step. @returns its id */
  send(operation: Operation, text: string, options: StepOptions = {}): string {
    const {
      path = this.resource(operation),
      credentials = 'valid',
      expected,
      criteria = [],
      outputs,
    } = options
    const stepId = `step_${this.steps.length + 1}`
    const responses = expected ?? successResponses(operation)
    if (responses.length === 0) throw new NotExpressible('no response is described')
    const body = this.bodyOf(operation, options)
    this.steps.push({
      stepId,
      description: text,
      ...this.operationOf(operation),
      parameters: [
        ...Object.entries(path).map(([name, value]): StepParameter => ({ in: 'path', name, value })),
        ...authorize(operation, credentials, (name, meaning) => this.input(name, meaning)),
        ...this.keyOf(operation, options.key ?? stepId),
        ...requiredParameters(this.description, operation),
      ],
      ...(body !== undefined && { requestBody: body }),
      successCriteria: [
        ...criteriaFor(this.description, operation, responses),
        ...(expected === undefined ? conditionsOf(operation, responses, body?.payload) : []),
        ...criteria,
      ],
      ...(outputs !== undefined && { outputs }),
    })
    return stepId
  }

  private pathValue(operation: Operation, name: string, state: string | undefined): string {
    const producer = resourcesOf(this.description).producerOf(operation, name)
    if (producer !== undefined && !producer.create.path.includes('{') && state === undefined)
      return this.create(producer)
    const kind = state === undefined ? 'a fresh resource' : `a fresh resource in the state \`${state}\``
    return this.input(`${this.id}_${name.replaceAll(/[^A-Za-z0-9_]+/g, '_')}`, `\`${name}\` of ${kind}.`)
  }

  private operationOf({ id, pointer, object }: Operation): Pick<Step, 'operationId' | 'operationPath'> {
    return object.operationId === undefined
      ? { operationPath: `{$sourceDescriptions.${sourceName(this.description)}.url}#${pointer}` }
      : { operationId: id }
  }

  private bodyOf(operation: Operation, options: StepOptions): Step['requestBody'] {
    const [content] = operation.body?.content ?? []
    if (content === undefined) return undefined
    if (options.body !== undefined) return { contentType: content.mediaType, payload: options.body }
    const payload = validBody(this.description.document, content)
    const isValue = payload?.value !== undefined && payload.isGuess !== true
    if (!isValue && operation.body?.required === true)
      throw new NotExpressible(`a body of ${content.mediaType} is not a value of JSON`)
    return isValue ? { contentType: content.mediaType, payload: payload.value } : undefined
  }

  private keyOf({ idempotency }: Operation, key: string): StepParameter[] {
    if (idempotency === undefined) return []
    const run = this.input('run', 'A text that no earlier run had. Idempotency keys begin with it.')
    return [{ in: 'header', name: idempotency.header, value: `{${run}}-${this.id}-${key}`.slice(0, 200) }]
  }
}

/** Returns the name of a description as a source of an Arazzo document. */
export function sourceName({ api }: Description): string {
  return api.replaceAll(/[^A-Za-z0-9_-]+/g, '_')
}

function outputOf(ids: readonly IdSource[]): string | undefined {
  for (const id of ids) {
    if (id.from === 'body') return `$response.body#${id.pointer}`
    if (id.from === 'request') return `$request.body#${id.pointer}`
    if (id.name.toLowerCase() !== 'location') return `$response.header.${id.name}`
  }
  return undefined
}

function requiredParameters({ document }: Description, operation: Operation): StepParameter[] {
  return operation.parameters.flatMap((parameter): StepParameter[] => {
    const { in: location, name, required } = parameter.object
    if (location === 'path' || required !== true || name === operation.idempotency?.header) return []
    const value = exampleValue(document, parameter)?.value
    if (value === undefined) throw new NotExpressible(`no value of \`${name}\` is known`)
    const isScalar = typeof value !== 'object' || value === null
    const [sent] = isScalar ? [] : serialize(parameter, value)
    return [{ in: location, name, value: sent?.value ?? value }]
  })
}
