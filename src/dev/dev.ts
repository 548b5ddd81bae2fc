import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError, watchFiles } from '../command/index.ts'
import type { FileWatch } from '../command/index.ts'
import { DescriptionError, isDangling, listApis, newLosses, settingsFiles } from '../description/index.ts'
import type { Api, Description, LoadOptions } from '../description/index.ts'
import { DOCS_SOURCES, startDocsServer } from '../docs/index.ts'
import { changedApis } from './changes.ts'
import type { Followed } from './changes.ts'
import { Mocks } from './mocks.ts'
import { isOutput, missingFiles, pathsToWatch } from './paths.ts'
import { runStep } from './step.ts'
import type { Findings, StepResult } from './step.ts'
import { generate, readNow, reportWarnings, testContract } from './steps.ts'
import type { StartServer } from './steps.ts'

export interface DevOptions {
  root: string
  /** The port of the documentation; 0 picks a free port. */
  docsPort: number
  /** The port of the first API's mock, the next mocks use the next ports; 0 picks free ports. */
  mockPort: number
  /** Starts a server of an API, to test its contract against. Without one, its own mock is tested. */
  startLocal: StartServer
  /** How to read the descriptions. */
  load?: LoadOptions
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
  readonly #mocks: Mocks
  readonly #output: string
  #apis: Followed[]
  /** The last version of each description that could be used. */
  readonly #last = new Map<string, Description>()
  #docs: Awaited<ReturnType<typeof startDocsServer>> | undefined
  #watch: FileWatch | undefined
  /** The files that were saved since the last round began. */
  readonly #saved = new Set<string>()
  #rounds: Promise<void> | undefined
  #started = false
  #closed = false

  constructor(options: DevOptions) {
    this.#options = options
    this.#mocks = new Mocks(options)
    this.#apis = listApis(options.root).map((api) => followed(api))
    this.#output = join(options.root, 'dist', 'docs')
  }

  get docsUrl(): string {
    return this.#docs?.url ?? ''
  }

  async start(): Promise<void> {
    const { root, docsPort, load, log } = this.#options
    this.#docs = await startDocsServer({
      root,
      output: this.#output,
      port: docsPort,
      ...(load !== undefined && { load }),
      // The step `lint` reports the warnings.
      log: () => undefined,
    })
    try {
      this.#watch = await watchFiles(root, pathsToWatch(root, this.#apis), (files) => this.#save(files))
      log('First run, for all APIs')
      await this.#follow(
        this.#apis.map(({ api }) => api),
        true,
      )
    } catch (error) {
      await this.close()
      throw error
    }
    this.#started = true
    log(`Docs: ${this.docsUrl}   Save a file of a description to run again. Press Ctrl-C to stop.`)
    this.#save([])
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#watch?.close()
    await this.#rounds
    await Promise.all([this.#docs?.close(), this.#mocks.close()])
  }

  /** Starts a round for what was saved. The saves during a round are one round after it. */
  #save(files: readonly string[]): void {
    for (const file of files) if (!isOutput(file, this.#apis)) this.#saved.add(file)
    if (!this.#started || this.#closed || this.#saved.size === 0) return
    this.#rounds ??= this.#runRounds().finally(() => {
      this.#rounds = undefined
    })
  }

  async #runRounds(): Promise<void> {
    while (this.#saved.size > 0 && !this.#closed) {
      const files = [...this.#saved]
      this.#saved.clear()
      await this.#round(files)
    }
  }

  async #round(files: readonly string[]): Promise<void> {
    const { root, log } = this.#options
    const removed = files.filter((file) => !existsSync(join(root, file)))
    const saved = files.filter((file) => !removed.includes(file))
    const parts = [
      ...(saved.length > 0 ? [`${saved.join(', ')} saved`] : []),
      ...(removed.length > 0 ? [`${removed.join(', ')} removed`] : []),
    ]
    log(parts.join(', '))
    const settings = settingsFiles(root)
    if (files.some((file) => settings.includes(file)) && !(await this.#readSettings())) return
    const apis = changedApis(files, this.#apis, settings)
    const isDocs = files.some((file) => DOCS_SOURCES.some((path) => `${file}/`.startsWith(`${path}/`)))
    if (apis.length === 0 && !isDocs) log('      No API uses it.')
    else await this.#follow(apis, isDocs)
  }

  /** Reads the list of APIs again. @returns whether it can be read */
  async #readSettings(): Promise<boolean> {
    const result = await runStep('settings', '', () => {
      const known = new Map(this.#apis.map((each) => [each.api.name, each]))
      this.#apis = listApis(this.#options.root).map((api) => ({
        ...(known.get(api.name) ?? followed(api)),
        api,
      }))
      return Promise.resolve(this.#apis.map(({ api }) => api.name).join(', '))
    })
    if (!result.ok) this.#report(result)
    await this.#mocks.keep(this.#apis.map(({ api }) => api.name))
    return result.ok
  }

  /** A port in use ends the start. Later, a failed step does not end the others. */
  readonly #isFatal = (error: Error): boolean => !this.#started && error instanceof UsageError

  /** Runs the steps for the changed descriptions, and builds the documentation, which is made from all of them. */
  async #follow(apis: readonly Api[], isDocs: boolean): Promise<void> {
    const { root, startLocal, load = {} } = this.#options
    const readable: Description[] = []
    const missing: string[] = []
    for (const api of apis) {
      const description = await this.#read(api, missing)
      if (description === undefined) continue
      readable.push(description)
      this.#report(await runStep('generate', api.name, () => generate(root, api, load)))
      this.#report(await runStep('mock', api.name, () => this.#mocks.serve(api.name), this.#isFatal))
    }
    this.#watch?.setPaths([...pathsToWatch(root, this.#apis), ...missing])
    if (readable.length === apis.length && (readable.length > 0 || isDocs)) {
      this.#report(await runStep('docs', '', () => this.#rebuildDocs()))
    }
    for (const description of readable) {
      this.#report(await runStep('contract', description.api, () => testContract(description, startLocal)))
    }
  }

  /**
   * Lints a description. @returns undefined if it is invalid: then nothing is made from it
   *
   * @param missing receives the files that are missing
   */
  async #read(api: Api, missing: string[]): Promise<Description | undefined> {
    const { root, log, load = {} } = this.#options
    const entry = this.#apis.find((each) => each.api.name === api.name) ?? followed(api)
    let description: Description | undefined
    const result = await runStep('lint', api.name, async (): Promise<Findings> => {
      entry.isIncomplete = true
      try {
        const read = await readNow(root, api, load)
        entry.files = read.files
        const { warnings } = read.description
        missing.push(...missingFiles(root, warnings))
        const last = this.#last.get(api.name)
        const losses = last === undefined ? [] : newLosses(last, read.description)
        if (losses.length > 0) throw new DescriptionError(losses)
        description = read.description
        entry.isIncomplete = warnings.some(isDangling)
        return reportWarnings(warnings)
      } catch (error) {
        if (error instanceof DescriptionError) missing.push(...missingFiles(root, error.problems))
        throw error
      }
    })
    this.#report(result)
    if (description === undefined) log('      Generated files, mock and documentation stay as they are.')
    else this.#last.set(api.name, description)
    return description
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

function followed(api: Api): Followed {
  return { api, files: [api.file, ...(api.overlays ?? [])], isIncomplete: true }
}
