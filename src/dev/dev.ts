import { join } from 'node:path'
import { UsageError, watchFiles } from '../command/index.ts'
import type { StartLocal } from '../contract/index.ts'
import { listApis } from '../description/index.ts'
import type { Api, Description } from '../description/index.ts'
import { DOCS_SOURCES, startDocsServer } from '../docs/index.ts'
import { startMock } from '../mock/index.ts'
import type { RunningMock } from '../mock/index.ts'
import { changedApis } from './changes.ts'
import { runStep } from './step.ts'
import type { StepResult } from './step.ts'
import { generate, testContract, readNow } from './steps.ts'

export interface DevOptions {
  root: string
  /** The port of the documentation; 0 picks a free port. */
  docsPort: number
  /** The port of the first API's mock, the next mocks use the next ports; 0 picks free ports. */
  mockPort: number
  /** Starts a server of an API, to test its contract against. */
  startLocal: StartLocal
  /** Receives the output, line by line. */
  log: (line: string) => void
}

/** A running `npm run dev`. */
export interface Dev {
  readonly docsUrl: string
  close(): Promise<void>
}

/**
 * Watches the descriptions: lints, generates, reloads mock and documentation, and tests the contract, first for all APIs
 * and then for those that change. Problems are reported with file:line. An invalid description changes nothing.
 *
 * @throws UsageError if a port is in use
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
      log('First run, for all APIs')
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
    log(`Docs: ${this.docsUrl}   Save a file in openapi/ to run again. Press Ctrl-C to stop.`)
  }

  async close(): Promise<void> {
    await this.#stop()
    await this.#work
    await Promise.all([this.#docs?.close(), ...[...this.#mocks.values()].map((mock) => mock.close())])
  }

  /** A port in use ends the start. Later, a failed step does not end the others. */
  readonly #isFatal = (error: Error): boolean => !this.#started && error instanceof UsageError

  /** Runs the steps for the changed descriptions, and builds the documentation, which is made from all of them. */
  async #follow(apis: readonly Api[]): Promise<void> {
    const { root, startLocal } = this.#options
    const readable: Description[] = []
    for (const api of apis) {
      const description = await this.#read(api)
      if (description === undefined) continue
      readable.push(description)
      this.#report(await runStep('generate', api.name, () => generate(root, api)))
      this.#report(await runStep('mock', api.name, () => this.#serveMock(api), this.#isFatal))
    }
    if (readable.length === apis.length) {
      this.#report(await runStep('docs', '', () => this.#rebuildDocs()))
    }
    for (const description of readable) {
      this.#report(await runStep('contract', description.api, () => testContract(description, startLocal)))
    }
  }

  /** Lints a description. @returns undefined if it is invalid: then nothing is made from it */
  async #read(api: Api): Promise<Description | undefined> {
    let description: Description | undefined
    const result = await runStep('lint', api.name, async () => {
      const read = await readNow(this.#options.root, api)
      description = read.description
      const entry = this.#apis.find((each) => each.api.name === api.name)
      if (entry !== undefined) entry.files = read.files
      return 'clean'
    })
    this.#report(result)
    if (!result.ok) this.#options.log('      Generated files, mock and documentation stay as they are.')
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

  #report({ line, problems }: StepResult): void {
    this.#options.log(line)
    for (const problem of problems) this.#options.log(`      ${problem}`)
  }
}
