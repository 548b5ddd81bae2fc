import type { CallOutcome } from './clients.ts'
import type { Script } from './scripts.ts'
import type { MisbehavingServer } from './server.ts'

/** The maximum time of a client, in milliseconds. */
const TIMEOUT = 12_000

export interface Outcome {
  /** The result as text: `success, 2 attempts, 2.1 s`. */
  readonly text: string
  /** Whether it is what the script expects. */
  readonly right: boolean
}

/** Calls cancel once with a client, while the server follows the script. */
export async function play(
  cancel: (id: string) => Promise<CallOutcome>,
  script: Script,
  id: string,
  server: MisbehavingServer,
): Promise<Outcome> {
  const started = performance.now()
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<'waits'>((resolve) => {
    timer = setTimeout(() => {
      resolve('waits')
    }, TIMEOUT)
  })
  const ended = await Promise.race([cancel(id).catch((error: unknown) => ({ error })), timeout])
  clearTimeout(timer)
  const seconds = (performance.now() - started) / 1000
  const { attempts, cancellations } = server.intent(id)
  const how = [
    attempts === 1 ? '1 attempt' : `${attempts} attempts`,
    ...(attempts > 1 || seconds >= 2 ? [`${seconds.toFixed(1)} s`] : []),
  ]
  const many = cancellations > 1 ? [`canceled ${cancellations} times`] : []
  const describe = (summary: string) => [summary, ...how, ...many].join(', ')
  if (ended === 'waits') return { text: `still waiting after ${TIMEOUT / 1000} s`, right: false }
  if ('error' in ended) {
    const isExpectedFailure =
      script.expected === 'failure' && !(script.name.startsWith('429') && attempts > 1)
    return {
      text: describe(`throws ${nameOf(ended.error)}`),
      right: isExpectedFailure && isClear(ended.error),
    }
  }
  if ('returned' in ended)
    return { text: describe(`returns the ${ended.returned}`), right: script.expected === 'failure' }
  if (isCanceled(ended.value)) return { text: describe('success'), right: script.expected === 'success' }
  return { text: describe(`success with ${preview(ended.value)}`), right: false }
}

function isCanceled(value: unknown): boolean {
  const { status, amount } = (value ?? {}) as { status?: unknown; amount?: unknown }
  return status === 'canceled' && typeof amount === 'number'
}

/** Returns the class of an error, as its library names it. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  // The errors of stripe have their class in `type`.
  const { type } = error as { type?: unknown }
  return typeof type === 'string' && error.name === 'Error' ? type : error.name
}

/** Whether an error is about the response, and not an internal error of the client. */
export function isClear(error: unknown): boolean {
  return error instanceof Error && !['TypeError', 'SyntaxError'].includes(error.name)
}

function preview(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text =
    typeof value === 'string'
      ? value
      : JSON.stringify(value, (key, inner: unknown) => (key === 'lastResponse' ? undefined : inner))
  const short = text.length > 24 ? `${text.slice(0, 23)}…` : text
  return `\`${short.replaceAll('|', '\\|')}\``
}
