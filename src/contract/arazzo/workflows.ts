import { isDeepStrictEqual } from 'node:util'
import { isDescribedId, isSuccess, resourcesOf, valuesOfExamples } from '../../description/index.ts'
import type { Description, Operation } from '../../description/index.ts'
import { propertiesOf, schemasOf } from '../../schema/index.ts'
import { validBody } from '../../serialization/index.ts'
import { rejectionResponses } from '../expected/expected.ts'
import { boundaryWorkflows } from './boundaries.ts'
import { NotExpressible, WorkflowBuilder } from './builder.ts'
import type { StepOptions } from './builder.ts'
import { preferred } from './credentials.ts'
import type { Made, Make } from './made.ts'

/** Makes the workflows of an operation. @param hasOtherAccount whether a run has the credentials of a second account */
export function* workflowsOf(
  description: Description,
  operation: Operation,
  hasOtherAccount: boolean,
): Generator<Made> {
  const { id, lifecycle, idempotency } = operation
  const make = (name: string, summary: string, build: (workflow: WorkflowBuilder) => void): Made =>
    tryToMake(description, `${id}_${name}`, `${id}: ${summary}`, build)
  yield make('success', 'a valid request succeeds', (workflow) => {
    workflow.send(operation, 'Sends a valid request.')
  })
  yield* credentialWorkflows(operation, make)
  if (hasOtherAccount) yield* otherAccountWorkflows(operation, make)
  yield* unknownIdWorkflows(description, operation, make)
  for (const [state, { responses }] of Object.entries(lifecycle?.states ?? {}))
    yield make(`in_${state}`, `the response in the state \`${state}\``, (workflow) => {
      workflow.send(operation, `Sends a valid request in \`${state}\`.`, {
        path: workflow.resource(operation, state),
        expected: responses,
      })
    })
  const final = lifecycle?.states[lifecycle.to]?.responses
  if (final !== undefined)
    yield make('twice', 'the second request is one in the final state', (workflow) => {
      const path = workflow.resource(operation)
      workflow.send(operation, 'Changes the state.', { path })
      workflow.send(operation, 'Sends the request again, as a new one.', { path, expected: final })
    })
  if (idempotency !== undefined) yield* keyWorkflows(description, operation, make)
  yield* boundaryWorkflows(description, operation, make)
}

/** Makes the workflow of what an API creates: it can be read, changed and removed. */
export function* sequencesOf(description: Description): Generator<Made> {
  for (const resource of resourcesOf(description).resources) {
    const { create, read, updates, remove, parameter } = resource
    if (read === undefined || create.path.includes('{')) continue
    yield tryToMake(
      description,
      `${create.id}_sequence`,
      `${create.id}: what was created can be used`,
      (workflow) => {
        const path = { [parameter]: workflow.create(resource) }
        workflow.send(read, 'Reads it.', { path })
        for (const update of updates) workflow.send(update, 'Changes it.', { path })
        if (remove === undefined) return
        workflow.send(remove, 'Removes it.', { path })
        const { expectedResponses: expected } = rejectionResponses(read, {
          in: 'path',
          name: parameter,
          keyword: 'unknown',
        })
        workflow.send(read, 'Does not find it any more.', { path, expected })
      },
    )
  }
}

function* credentialWorkflows(operation: Operation, make: Make): Generator<Made> {
  // Without credentials an operation with another requirement, `{}`, succeeds.
  if (preferred(operation.security) === undefined || operation.security.some((each) => each.length === 0))
    return
  const expectedFor = (keyword: string) =>
    rejectionResponses(operation, { in: 'security', keyword }).expectedResponses
  yield make('no_credentials', 'a request without credentials is rejected', (workflow) => {
    workflow.send(operation, 'Sends no credentials.', {
      credentials: 'none',
      expected: expectedFor('missing'),
    })
  })
  yield make('wrong_credentials', 'a request with wrong credentials is rejected', (workflow) => {
    workflow.send(operation, 'Sends wrong credentials.', {
      credentials: 'wrong',
      expected: expectedFor('wrong'),
    })
  })
}

/** Makes the workflow of a second account. Without an entry for unknown ids, a resource may be public. */
function* otherAccountWorkflows(operation: Operation, make: Make): Generator<Made> {
  const rejection = operation.rejections.find((one) => one.in === 'path' && one.keyword === 'unknown')
  if (rejection === undefined || preferred(operation.security) === undefined) return
  yield make('other_account', 'a second account does not find the resource', (workflow) => {
    const path = workflow.resource(operation)
    workflow.send(operation, 'Sends the credentials of a second account.', {
      path,
      credentials: 'other',
      expected: rejection.responses,
    })
    workflow.send(operation, 'Sends those of its own account.', { path })
  })
}

function* unknownIdWorkflows(description: Description, operation: Operation, make: Make): Generator<Made> {
  const { parameters } = operation
  const parameter = parameters.findLast(
    ({ object }) => object.in === 'path' && isDescribedId(description, operation, object.name),
  )
  if (parameter === undefined) return
  const { name } = parameter.object
  const { expectedResponses: expected } = rejectionResponses(operation, {
    in: 'path',
    name,
    keyword: 'unknown',
  })
  yield make('unknown_id', 'an id that does not exist is rejected', (workflow) => {
    const unknown = unknownId(description, parameter)
    if (unknown === undefined) throw new NotExpressible(`no unknown value of \`${name}\` is known`)
    const others = parameters.some(({ object }) => object.in === 'path' && object.name !== name)
    const path = { ...(others && workflow.resource(operation)), [name]: unknown }
    workflow.send(operation, 'Sends an unknown id.', { path, expected })
  })
}

/** Ids that no server has. */
const UNKNOWN = ['0b7f6ad2-5c1e-4c7e-9d0a-6f3e5b1c9a47', '2147483646', 'unknown_id_8c1f0b7d']

function unknownId(
  description: Description,
  { object, schema }: Operation['parameters'][number],
): string | undefined {
  const prefix = /^[A-Za-z]+[_-]/.exec(typeof object.example === 'string' ? object.example : '')?.[0] ?? ''
  const candidates = prefix === '' ? UNKNOWN : [`${prefix}unknown8c1f0b7d4e2a9635`, ...UNKNOWN]
  const schemas = schemasOf(description.document)
  const isValid = (value: unknown): boolean =>
    schema === undefined || schemas.check(schema, value).length === 0
  return candidates.find((text) => isValid(text) || (/^\d+$/.test(text) && isValid(Number(text))))
}

function* keyWorkflows(description: Description, operation: Operation, make: Make): Generator<Made> {
  const { idempotency } = operation
  if (idempotency === undefined) return
  const send = (workflow: WorkflowBuilder, text: string, options: StepOptions): string =>
    workflow.send(operation, text, { key: 'key', ...options })
  yield make('replay', 'the same request with the same key gets the same response', (workflow) => {
    const path = workflow.resource(operation)
    const outputs = scalarsOf(description, operation)
    const first = send(workflow, 'Sends a request with a new key.', { path, outputs })
    send(workflow, 'Sends it again with the same key.', {
      path,
      criteria: [
        ...Object.entries(outputs).map(([name, value]) => ({
          condition: `${value} == $steps.${first}.outputs.${name}`,
        })),
        ...Object.entries(idempotency.replay?.headers ?? {}).map(([name, value]) => ({
          condition: `$response.header.${name} == '${value}'`,
        })),
      ],
    })
  })
  if (!idempotency.mismatch.differs.includes('body')) return
  yield make('key_of_another_request', 'a key of another request is rejected', (workflow) => {
    const [one, other] = twoBodies(description, operation)
    const path = workflow.resource(operation)
    send(workflow, 'Sends a request with a new key.', { path, body: one })
    send(workflow, 'Sends another body with the same key.', {
      path,
      body: other,
      expected: idempotency.mismatch.responses,
    })
  })
}

/** Returns expressions for the required texts of a success. */
function scalarsOf({ document }: Description, { responses }: Operation): Record<string, string> {
  const schema = responses
    .filter(({ status }) => isSuccess(status))
    .flatMap(({ content }) => content[0]?.schema ?? [])[0]
  if (schema === undefined) return {}
  const names = [...propertiesOf(document, schema).keys()].filter((name) =>
    /^(?:id|status|state)$/.test(name),
  )
  return Object.fromEntries(names.map((name) => [name, `$response.body#/${name}`]))
}

/** Returns two valid bodies. @throws NotExpressible if no two are known */
function twoBodies({ document }: Description, { body }: Operation): [unknown, unknown] {
  const [content] = body?.content ?? []
  const schema = content?.schema
  if (content === undefined || schema === undefined) throw new NotExpressible('the body has no schema')
  const usual = validBody(document, content)?.value
  const base = typeof usual === 'object' && usual !== null ? usual : {}
  const schemas = schemasOf(document)
  const candidates = [
    usual,
    ...valuesOfExamples(content.object),
    ...[...propertiesOf(document, schema).keys()].flatMap((name) =>
      ['one', 'other'].map((value) => ({ ...base, [name]: value })),
    ),
  ].filter((value) => value !== undefined && schemas.check(schema, value).length === 0)
  const [one] = candidates
  const other = candidates.find((value) => !isDeepStrictEqual(value, one))
  if (other === undefined) throw new NotExpressible('no two valid bodies are known')
  return [one, other]
}

function tryToMake(
  description: Description,
  id: string,
  summary: string,
  build: (workflow: WorkflowBuilder) => void,
): Made {
  const workflow = new WorkflowBuilder(description, id, summary)
  try {
    build(workflow)
    return { workflow: workflow.build() }
  } catch (error) {
    if (!(error instanceof NotExpressible)) throw error
    return { id, reason: error.message }
  }
}
