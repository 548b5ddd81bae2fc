import type { Description } from '../../description/index.ts'
import type { RecordedExchange, RecordedRequest } from '../../har/index.ts'
import { schemasOf } from '../../schema/index.ts'
import { causes } from '../checks/causes.ts'
import type { CheckContext } from '../checks/check.ts'
import type { Failure } from '../checks/failure.ts'
import { distinctFailures, runChecks } from '../checks/run-checks.ts'
import type { CheckedExchange } from '../checks/run-checks.ts'
import type { Report } from '../report/report.ts'
import { ruleIds } from '../rules/ids.ts'
import { RuleBook } from '../rules/index.ts'
import { Results } from '../run/results.ts'
import { describeToolFault } from '../run/tool-fault.ts'
import type { RequestContext } from './check-parameters.ts'
import { ClientProblems } from './client-problems.ts'
import { Coverage } from './coverage.ts'
import { makeLocate, splitUrl } from './locate.ts'
import type { Locate, SplitUrl } from './locate.ts'
import { observe } from './observe.ts'
import type { ObservedRequest } from './observe.ts'
import type { Outcome } from './observed.ts'
import { Replays } from './replays.ts'
import { Reproductions } from './reproductions.ts'
import { requestOutcomes } from './request-outcomes.ts'
import { Resources } from './resources.ts'
import { secretsOf } from './secrets.ts'
import { trafficReport } from './traffic-report.ts'

/** How many failures of one rule by one cause are masked. More are only counted. */
const MAX_MASKED = 10

/** Stands for the response to a request that is not sent. */
const NO_RESPONSE = { status: 599, headers: [], body: new Uint8Array(), isBodyLost: true }

function sentence({ rule, expected, actual }: Pick<Failure, 'rule' | 'expected' | 'actual'>): string {
  return `${rule}: expected ${expected}, received ${actual}`
}

export interface TrafficOptions {
  readonly description: Description
  /** The address of the recorded server. Default: the servers of the description. */
  readonly baseUrl?: URL | undefined
  /** Seconds by which the clocks of the recorder and the server may differ. */
  readonly clockSkew: number
  /** The folder for request bodies that are too long for a curl command. Default: a temporary folder. */
  readonly bodyFolder?: string | undefined
  /** The command that reads the recordings, for the report. */
  readonly command?: string
}

/** What one exchange shows. */
export interface CheckResult {
  /** What is wrong with the response, in sentences without secrets. */
  readonly problems: readonly string[]
}

const NO_PROBLEMS: CheckResult = { problems: [] }

/**
 * Checks recorded exchanges: every check of a run that needs no request of its own, what the client sends, and the
 * sequences that exchanges form by chance. Sends nothing.
 */
export class Traffic {
  readonly options: TrafficOptions
  readonly book: RuleBook
  readonly results = new Results()
  readonly coverage = new Coverage()
  readonly clientProblems = new ClientProblems()
  readonly replays: Replays
  readonly resources: Resources
  readonly startedAt = performance.now()
  private readonly locate: Locate
  private readonly requestContext: RequestContext & { readonly replays: Replays }
  private readonly reproductions: Reproductions
  private hasCredentials = false
  /** Rule and cause → the latest failure without secrets, and how many there were. */
  private readonly masked = new Map<string, { readonly failure: Failure; readonly count: number }>()
  /** When the first exchange was sent. */
  private recordingStart: number | undefined

  constructor(options: TrafficOptions) {
    const { description } = options
    this.options = options
    this.book = new RuleBook(description, { hasFixtures: false })
    this.replays = new Replays(description)
    this.resources = new Resources(description)
    const { book, replays } = this
    this.requestContext = { description, book, replays, schemas: schemasOf(description.document) }
    this.locate = makeLocate(description, options.baseUrl)
    this.reproductions = new Reproductions(secretsOf(description), options.bodyFolder)
  }

  /** Checks one exchange. Exchanges are given in the order in which they were sent. */
  add(recorded: RecordedExchange): CheckResult {
    const { request, response } = recorded
    if (request.method === 'CONNECT') return this.ignore('a tunnel of a proxy')
    const url = splitUrl(request.url)
    const location = this.locate(request.method, url)
    if (location.kind === 'elsewhere') {
      this.coverage.addElsewhere(location.origin)
      return NO_PROBLEMS
    }
    const mayChange = !/^(?:GET|HEAD|OPTIONS|TRACE)$/i.test(request.method)
    const isKnown = response !== undefined && response.madeBy === undefined
    if (mayChange && (!isKnown || location.kind !== 'operation'))
      this.resources.forgetUntil(recorded.receivedAt)
    if (response === undefined) return this.ignore('no response arrived')
    if (response.madeBy !== undefined) return this.ignore(`the response is from ${response.madeBy}`)
    if (response.status === 101) return this.ignore('the connection changed to another protocol')
    if (location.kind !== 'operation') {
      const isPreflight =
        request.method === 'OPTIONS' &&
        request.headers.some(([name]) => /^access-control-request-method$/i.test(name))
      if (isPreflight) return this.ignore('a preflight request of a browser (CORS)')
      this.coverage.addUnmatched(
        this.reproductions.maskText(`${request.method} ${location.path}`),
        response.status,
      )
      return NO_PROBLEMS
    }
    const observed = observe(this.requestContext, { ...recorded, response }, { ...location, url })
    if (observed.schemes.length > 0) this.hasCredentials = true
    return this.check(observed, recorded, url)
  }

  /** Checks a request before it is sent. Returns what is invalid, in sentences without secrets, and counts it. */
  checkRequest(request: RecordedRequest): readonly string[] {
    const url = splitUrl(request.url)
    const location = this.locate(request.method, url)
    if (location.kind !== 'operation') return []
    const { operation } = location
    const recorded = { request, response: NO_RESPONSE, sentAt: 0, receivedAt: 0, origin: 'not sent' }
    const observed = observe(this.requestContext, recorded, { ...location, url })
    if (observed.problems.length === 0) return []
    const reproduction = this.reproductions.of(recorded, operation)
    const { mask } = reproduction
    this.clientProblems.add(observed.testedRules, observed, ({ expected, actual }) => {
      const name = `${operation.id}: not sent`
      return { curl: reproduction.curl, case: name, expected: mask(expected), actual: mask(actual) }
    })
    return observed.problems.map((problem) => mask(sentence(problem)))
  }

  /** Counts an exchange that is not checked. */
  ignore(reason: string): CheckResult {
    this.coverage.addIgnored(reason)
    return NO_PROBLEMS
  }

  report(sources: readonly string[], target: string): Report {
    return trafficReport(this, sources, target)
  }

  private check(observed: ObservedRequest, recorded: RecordedExchange, url: SplitUrl): CheckResult {
    const { operation, exchange, problems, testedRules } = observed
    const { description } = this.options
    const name = `${operation.id}: ${recorded.origin}`
    const reproduction = this.reproductions.of(recorded, operation)
    const { mask } = reproduction
    const reproduce = () => ({ curl: reproduction.curl, case: name })
    this.coverage.addOperation(operation, exchange.response.status, problems.length > 0)
    this.clientProblems.add(testedRules, observed, ({ expected, actual }) => {
      return { ...reproduce(), expected: mask(expected), actual: mask(actual) }
    })
    const checked = this.runChecks(observed, url)
    for (const status of checked.impliedStatuses) this.results.warnImpliedStatus(status, operation.id)
    for (const rule of checked.testedRules) this.results.pass(rule)
    for (const error of checked.errors) this.results.recordToolFault(describeToolFault(name, error))
    const outcomes: Outcome[] = [
      ...requestOutcomes({ description, book: this.book }, observed, this.hasCredentials),
      ...this.replays.observe(observed),
      ...this.resources.observe(observed),
    ].filter(({ rule }) => this.book.has(rule))
    for (const { rule } of outcomes) this.results.pass(rule)
    const failures = [...checked.failures, ...outcomes.flatMap(({ failure }) => failure ?? [])]
    const distinct = distinctFailures(failures)
    for (const { failure, isRepeated } of distinct) this.fail(failure, isRepeated, { mask, reproduce })
    return {
      get problems() {
        return distinct.map(({ failure }) => mask(sentence(failure)))
      },
    }
  }

  /** Records a failure. Masking takes longer than checking, so it ends when enough failures of a cause are known. */
  private fail(
    { rule, expected, actual, cause = causes.rule(rule) }: Failure,
    isRepeated: boolean,
    { mask, reproduce }: { mask: (text: string) => string; reproduce: () => { curl: string; case: string } },
  ): void {
    const key = `${rule} ${cause}`
    const known = this.masked.get(key)
    const failure =
      known !== undefined && known.count >= MAX_MASKED
        ? known.failure
        : { rule, expected: mask(expected), actual: mask(actual), cause: this.reproductions.maskText(cause) }
    this.masked.set(key, { failure, count: (known?.count ?? 0) + 1 })
    this.results.fail(failure, reproduce, isRepeated)
  }

  /**
   * Runs every check. A time that is wrong now may be right for a response that was stored before the recording, or whose
   * time is not recorded: it shows nothing then.
   */
  private runChecks(observed: ObservedRequest, url: SplitUrl): CheckedExchange {
    const { operation, exchange, mayBeOlder } = observed
    const where = ruleIds.everyResponse(operation, 'no-server-error')
    const context = this.contextOf(observed, url)
    const checked = runChecks(exchange, context, where)
    const isUndated = exchange.sentAt === 0
    if (!isUndated) this.recordingStart ??= exchange.sentAt
    if ((!mayBeOlder && !isUndated) || checked.failures.length === 0) return checked
    const start = this.replays.forgotten > 0 ? exchange.sentAt : this.recordingStart
    const latest = isUndated ? Number.MAX_SAFE_INTEGER : (start ?? exchange.sentAt)
    const before = { ...exchange, sentAt: 0, receivedAt: latest }
    const failsAlways = new Set(runChecks(before, context, where).failures.map(({ rule }) => rule))
    const inconclusive = new Set(
      checked.failures.flatMap(({ rule }) => (failsAlways.has(rule) ? [] : [rule])),
    )
    return {
      ...checked,
      testedRules: checked.testedRules.filter((rule) => !inconclusive.has(rule)),
      failures: checked.failures.filter(({ rule }) => !inconclusive.has(rule)),
    }
  }

  private contextOf({ credential }: ObservedRequest, { origin }: SplitUrl): CheckContext {
    const { description, clockSkew } = this.options
    return {
      description,
      book: this.book,
      schemas: this.requestContext.schemas,
      clockSkew,
      host: origin.replace(/^.*:\/\//, ''),
      secrets: credential.secrets,
      findForeign: () => undefined,
      isSharedId: () => false,
    }
  }
}
