import { emptyForm } from '../cases/boundaries/body-presence.ts'
import { freshKey } from '../generate/idempotency-key.ts'
import type { RunContext } from '../run/run-context.ts'
import type { ProbeResult } from './base-url.ts'
import type { SendProbe } from './probe.ts'

/**
 * Finds out whether the target rejects a valid request without a body, and accepts an empty form, which means the same. Then
 * the cases send the empty form: their other rules could not be tested.
 */
export async function chooseEmptyForm(
  { checkContext, emptyForms, results }: RunContext,
  { operation, plan, response }: ProbeResult,
  sendProbe: SendProbe,
): Promise<void> {
  const { description, schemas } = checkContext
  const body = emptyForm(operation, schemas)
  if (body === undefined || plan.body != null || response.status < 400) return
  const key = operation.idempotency === undefined ? {} : { key: freshKey(operation, description.document) }
  const { status } = await sendProbe({ ...plan, ...key, body })
  if (status >= 300) return
  emptyForms.set(operation.id, body)
  results.warn(
    `${operation.id}: a valid request without a body gets ${response.status}, and one with an empty form ${status}. So the cases send an empty form instead of no body.`,
  )
}
