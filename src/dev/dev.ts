import { join } from 'node:path'
import { UsageError, watchFiles } from '../command/index.ts'
import type { StartLocal } from '../contract/cli/command.ts'
import { listApis } from '../description/index.ts'
import type { Api, Description } from '../description/index.ts'
import { DOCS_SOURCES, startDocsServer } from '../docs/serve/serve.ts'
import { startMock } from '../mock/index.ts'
import type { RunningMock } from '../mock/index.ts'
import { changedApis } from './changes.ts'
import { runStep } from './step.ts'
import type { StepResult } from './step.ts'
import { generate, testContract, readNow } from './steps.ts'

export interface DevOptions {
  root: string
  /** The port of the documentation; 0: any free one. */
  docsPort: number
  /** The port of the first API's mock, the others follow it; 0: any free ones. */
  mockPort: number
  /** Starts a server of an API that its contract is tried on. */
  startLocal: StartLocal
  /** Where lines for the person at the terminal go. */
  log: (line: string) => void
}

/** Everything that follows the descriptions, until it is closed. */
export interface Dev {
  readonly docsUrl: string
  close(): Promise<void>
}

/**
 * Follows the files of the descriptions: lints, generates, reloads mock and documentation, and tries the contract, first
 * for all and then for what was saved. What is broken is told at file:line, and what was there before stays.
 *
 * @throws UsageError where a port is taken
 */
export async function startDev(options: DevOptions): Promise<Dev> {
  const session = new Session(options)
  await session.start()
  return session
}

class Session implements Dev {
  readonly #options: DevOptions
  readonly #apis: { api: Api; files: readonly string[] }[]
  readonly #mocks = new Map<string, RunningMock>()
  readonly #output: string
  #docs: Awaited<ReturnType<typeof startDocsServer>> | undefined
  #work = Promise.resolve()
  #stop = (): Promise<void> => Promise.resolve()
  #started = false

  constructor(options: DevOptions) {
    this.#options = options
    this.#apis = listApis(options.root).map((api) => ({ api, files: [api.file] }))
    this.#output = join(options.root, 'dist', 'docs')
  }

  get docsUrl(): string {
    return this.#docs?.url ?? ''
  }

  async start(): Promise<void> {
    const { root, docsPort, log } = this.#options
    this.#docs = await startDocsServer({ root, output: this.#output, port: docsPort })
    try {
      log('Everything, for the first time')
      await this.#follow(this.#apis.map(({ api }) => api))
    } catch (error) {
      await this.close()
      throw error
    }
    this.#started = true
    this.#stop = await watchFiles(root, DOCS_SOURCES, (files) => {
      this.#work = this.#work.then(async () => {
        log(`${files.join(', ')} saved`)
        await this.#follow(changedApis(files, this.#apis))
      })
    })
    log(`Docs: ${this.docsUrl}   Save a file of openapi/ to do it again; Ctrl-C ends it.`)
  }

  async close(): Promise<void> {
    await this.#stop()
    await this.#work
    await Promise.all([this.#docs?.close(), ...[...this.#mocks.values()].map((mock) => mock.close())])
  }

  /** A port that is taken ends the start; later everything else goes on. */
  readonly #isFatal = (error: Error): boolean => !this.#started && error instanceof UsageError

  /** The steps for the descriptions that have changed, then the documentation, which is made from all of them. */
  async #follow(apis: readonly Api[]): Promise<void> {
    const { root, startLocal } = this.#options
    const readable: Description[] = []
    for (const api of apis) {
      const description = await this.#read(api)
      if (description === undefined) continue
      readable.push(description)
      this.#tell(await runStep('generate', api.name, () => generate(root, api)))
      this.#tell(await runStep('mock', api.name, () => this.#serveMock(api), this.#isFatal))
    }
    if (readable.length === apis.length) {
      this.#tell(await runStep('docs', '', () => this.#rebuildDocs()))
    }
    for (const description of readable) {
      this.#tell(await runStep('contract', description.api, () => testContract(description, startLocal)))
    }
  }

  /** Nothing that is made from a description follows it while it is broken. */
  async #read(api: Api): Promise<Description | undefined> {
    let description: Description | undefined
    const outcome = await runStep('lint', api.name, async () => {
      const read = await readNow(this.#options.root, api)
      description = read.description
      const entry = this.#apis.find((each) => each.api.name === api.name)
      if (entry !== undefined) entry.files = read.files
      return 'clean'
    })
    this.#tell(outcome)
    if (!outcome.ok) this.#options.log('      What was made before stays as it is.')
    return description
  }

  async #serveMock(api: Api): Promise<string> {
    const { root, mockPort } = this.#options
    const running = this.#mocks.get(api.name)
    const index = this.#apis.findIndex((each) => each.api.name === api.name)
    const port =
      running === undefined ? (mockPort === 0 ? 0 : mockPort + index) : Number(new URL(running.url).port)
    await running?.close()
    const mock = await startMock(api.name, { root, port })
    this.#mocks.set(api.name, mock)
    return `${running === undefined ? 'serves' : 'reloaded'} ${mock.url}`
  }

  async #rebuildDocs(): Promise<string> {
    await this.#docs?.rebuild()
    return this.docsUrl
  }

  #tell({ line, problems }: StepResult): void {
    this.#options.log(line)
    for (const problem of problems) this.#options.log(`      ${problem}`)
  }
}
