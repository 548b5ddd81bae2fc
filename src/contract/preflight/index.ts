import { isDeepStrictEqual } from 'node:util'
import { UsageError } from '../../command/index.ts'
import type { Description, Operation } from '../../description/index.ts'
import { CaseSkipped } from '../cases/case-skipped.ts'
import { usualStates } from '../cases/lifecycle-states.ts'
import { isCredentialRejection } from '../expected/credential-rejection.ts'
import { FixtureError } from '../fixtures/error.ts'
import type { PathParameters } from '../fixtures/types.ts'
import { makeUsualResource, stateInUse } from '../fixtures/usual.ts'
import { RunLimitError } from '../http/errors.ts'
import { credentialFor, requiresCredentials } from '../http/credentials.ts'
import type { ReceivedResponse } from '../http/exchange.ts'
import { completePlan } from '../http/request.ts'
import type { RequestPlan } from '../http/request.ts'
import { alternativesFor, requirementFor } from '../http/requirements.ts'
import { nameOf } from '../http/scheme-choice.ts'
import { otherAccountOf } from '../http/target.ts'
import type { RunContext } from '../run/run-context.ts'
import { rejectIdenticalResponses } from './base-url.ts'
import type { ProbeResult } from './base-url.ts'
import { chooseEmptyForm } from './empty-form.ts'
import { detectLeftBodies } from './left-bodies.ts'
import { createProbeSender, ProbeDropped } from './probe.ts'
import type { SendProbe } from './probe.ts'
import { chooseOtherSchemes, chooseScheme } from './scheme.ts'
import { detectFewConnections } from './single-connection.ts'
import { rejectUnknownPath } from './unknown-path.ts'

/** How often a fixture is called that fails. */
const ATTEMPTS = 3

/**
 * Checks that the target can be tested: it responds, the fixtures make resources, and it accepts the keys.
 *
 * @throws UsageError if not, with what to do
 */
export async function preflight(runContext: RunContext): Promise<void> {
  try {
    await checkTarget(runContext)
  } catch (error) {
    // The report says which rules are untested because of the limit, and which requests get no response.
    if (!(error instanceof RunLimitError || error instanceof ProbeDropped)) throw error
  }
}

async function checkTarget(runContext: RunContext): Promise<void> {
  const { description } = runContext.checkContext
  await detectFewConnections(runContext)
  const operation = selectProbeOperation(runContext)
  // Without a harmless request there is nothing to check before the cases.
  if (operation === undefined) return
  const sendProbe = createProbeSender(runContext, operation)
  // This request comes before the fixtures, which would fail on an unreachable target.
  const plan: RequestPlan = {
    resource: Object.fromEntries(operation.parameters.map(({ object }) => [object.name, 'preflight'])),
  }
  const unknown = await chooseScheme(runContext, operation, plan, sendProbe)
  const resource = await makeProbeResource(runContext, unknown, sendProbe)
  if (resource === undefined) return
  const validPlan = validRequest(operation, resource, description)
  if (validPlan === undefined) return
  const valid = await chooseScheme(runContext, operation, validPlan, sendProbe)
  // Without fixtures the resource may be unknown, and a description need not document the response to that.
  const mayBeUnknown = runContext.fromExamples && valid.response.status === 404 && hasPathParameter(operation)
  if (!mayBeUnknown) await rejectIdenticalResponses(runContext, valid, sendProbe)
  rejectInvalidKey(runContext, valid)
  await chooseEmptyForm(runContext, valid, sendProbe)
  await rejectUnknownPath(runContext, valid, sendProbe)
  await chooseOtherSchemes(runContext, operation)
  await rejectSharedResource(runContext, operation, resource)
  await rejectInvalidOtherKey(runContext, unknown, sendProbe)
  await detectLeftBodies(runContext, unknown)
}

/** Returns undefined if there is no resource for this operation, but perhaps for others. */
async function makeProbeResource(
  runContext: RunContext,
  probe: ProbeResult,
  sendProbe: SendProbe,
): Promise<PathParameters | undefined> {
  const { operation } = probe
  const resource = await tryResource(runContext, operation).catch(async (error: unknown) => {
    if (!(error instanceof FixtureError)) throw error
    await rejectIdenticalResponses(runContext, probe, sendProbe)
    throw new UsageError(`Cannot run: the fixture module: ${error.message}`)
  })
  if (resource === 'failed') return undefined
  const { operations } = runContext.checkContext.description
  // A module need not have values for an operation that needs none.
  if (resource === undefined && !hasPathParameter(operation)) return {}
  if (resource !== undefined || runContext.fromExamples || operations.length > 1) return resource
  const states = usualStates(operation).map((state) => `\`${state}\``)
  throw new UsageError(
    `Cannot run: the fixture module makes no resource in state ${states.join(' or ')}, which every case needs.`,
  )
}

/**
 * Makes a resource. A fixture that fails is called again, because one failure must not cost the run.
 *
 * @returns `failed` if it failed in different ways
 * @throws FixtureError if it failed three times in the same way
 */
async function tryResource(
  runContext: RunContext,
  operation: Operation,
): Promise<PathParameters | undefined | 'failed'> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      return await makeUsualResource(runContext, operation)
    } catch (error) {
      if (!(error instanceof FixtureError) || runContext.failures.add(error)) throw error
      runContext.sender.note('fixture', `${operation.id}: the fixture module failed: ${error.message}.`)
    }
  }
  return 'failed'
}

/** @throws UsageError if the target rejects the API key */
function rejectInvalidKey({ target }: RunContext, { operation, response }: ProbeResult): void {
  if (!isRejected(operation, response)) return
  const tried = alternativesFor(operation, target).map((requirement) => `\`${nameOf(requirement)}\``)
  const schemes = tried.length > 1 ? `, with ${tried.join(' and with ')}` : ''
  throw new UsageError(
    `Cannot run: the target rejected the API key (${response.status}) in a valid request${schemes}. Check --api-key, and that the key belongs to this server.`,
  )
}

function isRejected(operation: Operation, response: ReceivedResponse): boolean {
  return requiresCredentials(operation) && isCredentialRejection(operation, response)
}

/** @throws UsageError if the target rejects the other API key */
async function rejectInvalidOtherKey(
  { target }: RunContext,
  { operation, plan, response }: ProbeResult,
  sendProbe: SendProbe,
): Promise<void> {
  // An unknown resource shows whether the key is valid, because no key may see it.
  if (target.otherApiKey === undefined || isRejected(operation, response)) return
  const credential = credentialFor(requirementFor(operation, target), otherAccountOf(target))
  const other = await sendProbe({ ...plan, credential })
  if (!isRejected(operation, other)) return
  throw new UsageError(
    `Cannot run: the target rejected the other API key (${other.status}). Check --other-api-key, and that the key belongs to this server.`,
  )
}

/** @throws UsageError if the fixture module makes the same resource twice, although each case changes its own */
async function rejectSharedResource(
  runContext: RunContext,
  operation: Operation,
  resource: PathParameters,
): Promise<void> {
  if (runContext.fromExamples || operation.lifecycle === undefined) return
  const state = stateInUse(runContext, operation)
  if (!isDeepStrictEqual(await tryResource(runContext, operation), resource)) return
  throw new UsageError(
    `Cannot run: the fixture module: create('${state}') made the same resource twice, ${JSON.stringify(resource)}. Each case needs one of its own.`,
  )
}

/** Returns a valid request of an operation, or undefined if none can be made. */
function validRequest(
  operation: Operation,
  resource: PathParameters,
  { document }: Description,
): RequestPlan | undefined {
  try {
    return completePlan(operation, { resource }, document)
  } catch (error) {
    if (error instanceof CaseSkipped) return undefined
    throw error
  }
}

/** Returns the operation for the first requests: one that requires credentials and reads, if there is one. */
function selectProbeOperation({ checkContext, target, fromExamples }: RunContext): Operation | undefined {
  const { description } = checkContext
  const operations = description.operations.filter(({ id }) => !target.elsewhere.has(id))
  const sendable = operations.filter((one) => validRequest(one, {}, description) !== undefined)
  const mayChange = !fromExamples || target.allowDestructive
  const harmless = sendable.filter((one) => mayChange || !/^(?:PUT|PATCH|DELETE)$/.test(one.method))
  const guarded = harmless.filter(requiresCredentials)
  const candidates = [guarded, harmless, mayChange ? operations : []].find((some) => some.length > 0) ?? []
  const probe = candidates.find(({ method }) => method === 'GET') ?? candidates[0]
  if (probe === undefined && description.operations.length === 0) {
    const { file } = description.source('')
    const usable = description.leftOut.length > 0 ? 'usable operation' : 'operation'
    throw new UsageError(`${file}: there is no ${usable} under \`paths\`, so there is nothing to test.`)
  }
  return probe
}

function hasPathParameter({ parameters }: Operation): boolean {
  return parameters.some(({ object }) => object.in === 'path')
}

/** Returns the message for a fixture module that fails during a run. */
export function explainFixtureError(error: FixtureError, { operations }: Description): UsageError {
  const place = operations.length > 1 && error.operation !== '' ? ` (for ${error.operation})` : ''
  return new UsageError(`The run stopped: the fixture module failed: ${error.message}${place}`)
}
