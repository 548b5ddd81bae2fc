import { prepareRun, rejectLive, runToEnd, SchemeChoice } from '../contract/index.ts'
import type { Fixtures, Report } from '../contract/index.ts'
import { readDescription } from '../description/index.ts'

/** What to test, where, and how much of it. */
export interface ContractOptions {
  /** An API of `redocly.yaml` or of this package, or the path of a description. */
  readonly api: string
  /** The address of the implementation. */
  readonly baseUrl: string
  /** Default: no key. */
  readonly apiKey?: string
  /** The key of a second account, to detect leaks between accounts. */
  readonly otherApiKey?: string
  /** Credentials by the names of security schemes. All other schemes use `apiKey`. */
  readonly credentials?: Readonly<Record<string, string>>
  /** The security schemes to use. Default: the first alternative that the implementation accepts. */
  readonly schemes?: readonly string[]
  /** Creates resources in a given state. Default: the contract creates its own where the API can, or uses examples. */
  readonly fixtures?: Fixtures
  /** Families, rules or cases to run, in which `*` matches any text. Default: all. */
  readonly only?: readonly string[]
  /** Families, rules or cases to leave out, in which `*` matches any text. */
  readonly skip?: readonly string[]
  /** Whether the implementation keeps no state between requests. Default: false. */
  readonly stateless?: boolean
  /** Seeds the generated values. Default: a random seed, which the report names. */
  readonly seed?: number
  /** How many values are generated for each property. Default: 20. */
  readonly runs?: number
  /** How many cases run at the same time. Default: 8. */
  readonly concurrency?: number
  /** Whether to stop at the first failed rule. Default: false. */
  readonly bail?: boolean
  /** Milliseconds to wait for a response. Default: 10,000. */
  readonly timeout?: number
  /** The most requests per second. Default: no limit. */
  readonly rate?: number
  /** The most requests of the run. The rest is untested. Default: no limit. */
  readonly maxRequests?: number
  /** Headers of every request. */
  readonly headers?: Readonly<Record<string, string>>
  /** Whether the run may change and remove what it did not create. Default: false. */
  readonly allowDestructive?: boolean
  /** Whether the address may be a server that the description names, and the key a live key. Default: false. */
  readonly allowLive?: boolean
  /** The folder of `redocly.yaml`, and of a relative path. Default: the working directory. */
  readonly root?: string
}

/** Thrown when an implementation stops responding during a run. The report has what was tested until then. */
export class ContractStopped extends Error {
  override readonly name = 'ContractStopped'
  readonly report: Report

  constructor(reason: string, report: Report) {
    super(`The run stopped: ${reason}.`)
    this.report = report
  }
}

/**
 * Tests an implementation against its description.
 *
 * @returns the report: the findings, and a verdict for each rule
 * @throws ContractStopped if the implementation stops responding
 * @throws UsageError if it cannot be tested: it is unreachable, it rejects the key, or the fixtures fail
 * @throws DescriptionError if the description cannot be read
 * @example
 * const { findings } = await runContract({ api: 'openapi/mine.yaml', baseUrl: 'http://127.0.0.1:8080' })
 * for (const { title } of findings ?? []) console.log(title)
 */
export async function runContract(options: ContractOptions): Promise<Report> {
  const { api, baseUrl, apiKey = '', otherApiKey, credentials = {}, root = process.cwd() } = options
  const description = await readDescription(root, api)
  const keys = [apiKey, otherApiKey ?? '', ...Object.values(credentials)]
  rejectLive(description, new URL(baseUrl), keys, options.allowLive ?? false)
  const { schemes, timeout, rate, maxRequests, headers = {}, allowDestructive } = options
  const { only = [], skip = [], stateless = false, seed, runs, concurrency, bail } = options
  const run = prepareRun({
    description,
    target: {
      baseUrl,
      apiKey,
      otherApiKey,
      credentials,
      schemes: new SchemeChoice(schemes),
      headers: Object.entries(headers),
      ...given({ timeout, rate, maxRequests, allowDestructive }),
    },
    fixtures: options.fixtures,
    selection: { only, skip, stateless },
    ...given({ seed, runs, concurrency, bail }),
  })
  try {
    await runToEnd(run)
    const reason = run.whyDown()
    if (reason !== undefined) throw new ContractStopped(reason, run.report(reason))
    return run.report()
  } finally {
    run.close()
  }
}

/** Returns the values that are given. The others keep their defaults. */
function given<T extends object>(values: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>
  }
}
