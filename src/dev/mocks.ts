import type { LoadOptions } from '../description/index.ts'
import { startMock } from '../mock/index.ts'
import type { RunningMock } from '../mock/index.ts'

interface MocksOptions {
  readonly root: string
  readonly mockPort: number
  readonly load?: LoadOptions
}

/** The mocks of all APIs. Each keeps its port. */
export class Mocks {
  readonly #options: MocksOptions
  readonly #mocks = new Map<string, RunningMock>()
  /** The port of each API relative to the first one. */
  readonly #places: string[] = []

  constructor(options: MocksOptions) {
    this.#options = options
  }

  /** Starts the mock of an API, or starts it again with the current description. @returns a message */
  async serve(api: string): Promise<string> {
    const { root, mockPort, load = {} } = this.#options
    if (!this.#places.includes(api)) this.#places.push(api)
    const running = this.#mocks.get(api)
    const first = mockPort === 0 ? 0 : mockPort + this.#places.indexOf(api)
    const port = running === undefined ? first : Number(new URL(running.url).port)
    await running?.close()
    const mock = await startMock(api, { root, port, load })
    this.#mocks.set(api, mock)
    return `${running === undefined ? 'serves' : 'reloaded'} ${mock.url}`
  }

  /** Stops the mocks of all other APIs. */
  async keep(apis: readonly string[]): Promise<void> {
    for (const [api, mock] of this.#mocks) {
      if (apis.includes(api)) continue
      this.#mocks.delete(api)
      await mock.close()
    }
  }

  async close(): Promise<void> {
    await this.keep([])
  }
}
