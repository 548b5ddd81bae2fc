/** A mock of an API, for the tests of any client. */
import { UsageError } from '../command/index.ts'
import { listApis } from '../description/index.ts'
import type { MockOptions } from '../mock/index.ts'

export type { LoadOptions } from '../description/index.ts'
export type { Failure, MockOptions } from '../mock/index.ts'

/** A mock that is listening. */
export interface Mock {
  /** The base URL, without a slash at the end. */
  readonly url: string
  /** Stops the mock and closes its open connections. */
  close(): Promise<void>
  /** Forgets all resources and idempotency keys, as if the mock had just started. */
  reset(): void
  /**
   * Creates a resource in a state of its life cycle.
   *
   * @returns its path parameters; undefined if no operation documents the state
   */
  create(state?: string, operation?: string): Record<string, string> | undefined
}

/**
 * Starts a mock on a free port.
 *
 * @param api an API of `redocly.yaml` or of this package, or the path of a description. Default: the only API of
 * `redocly.yaml`
 * @throws UsageError if Prism, its engine, is not installed, or if the port is in use
 * @throws DescriptionError if the description cannot be read
 * @example
 * const mock = await startMock('openapi/mine.yaml')
 * const response = await fetch(`${mock.url}/orders`)
 * await mock.close()
 */
export async function startMock(api?: string, options: MockOptions = {}): Promise<Mock> {
  // Loads Prism only now, so that importing this module does not need it.
  const { startMock: start } = await import('../mock/index.ts')
  const mock = await start(api ?? onlyApi(options.root ?? process.cwd()), options)
  return {
    url: mock.url,
    close: () => mock.close(),
    reset: () => mock.reset(),
    create: (state, operation) => mock.createFixture({ state, operation }),
  }
}

/** @throws UsageError if there are several */
function onlyApi(root: string): string {
  const [first, ...others] = listApis(root).map(({ name }) => name)
  if (first !== undefined && others.length === 0) return first
  throw new UsageError(
    `startMock: name one of the APIs of redocly.yaml: ${[first, ...others].map((name) => `\`${name}\``).join(', ')}.`,
  )
}
