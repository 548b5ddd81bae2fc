import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { nearest, parseOptions, UsageError, wholeNumber } from '../src/command/index.ts'
import { faults } from '../src/sandbox/index.ts'
import type { ApiName } from '../src/sandbox/index.ts'
import { command } from './command.ts'
import { detectionOf } from './faults/fault-detection.ts'
import type { FaultDetection } from './faults/fault-detection.ts'
import { LEAST_AGREEMENT, tryGenerated } from './faults/generated.ts'
import type { GeneratedResults } from './faults/generated.ts'
import { PAGE, readGenerated, readPage, withGenerated, writePage } from './faults/page.ts'
import { runAll } from './faults/pool.ts'
import type { Outcome, Task } from './faults/pool.ts'

const help = `Usage: npm run faults -- [options]

Tests the correct sandbox of each API, which must fail no rule, and every faulty one, and writes ${PAGE}.

  --check        write nothing, and fail if the results differ from the page;
                 all runs of a fault but the first begin with the cases of the rule on the page,
                 and stop at the first failed rule
  --repeat N     runs of each, with the seeds 1 to N; default: 5
                 a fault counts as found only if all runs detect it
  --only FAULT   test only this fault, and write nothing; repeatable
  --api NAME     test only this API, and write nothing
  --generated    try only the faults that are made from the descriptions, and write their section
  --workers N    number of processes; default: one more than the processors`

/** @returns 0 if all faults were found and the correct sandboxes passed, else 1 */
async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseOptions(argv, {
    check: { type: 'boolean', default: false },
    repeat: { type: 'string', default: '5' },
    only: { type: 'string', multiple: true },
    api: { type: 'string' },
    generated: { type: 'boolean', default: false },
    workers: { type: 'string', default: String(availableParallelism() + 1) },
  })
  if (values.generated) return updateGenerated(values.check)
  const repeat = wholeNumber('--repeat', values.repeat, { min: 1 })
  const workers = wholeNumber('--workers', values.workers, { min: 1 })
  const chosen = choose(values.api, values.only)
  const startedAt = performance.now()
  const { detections, falseFailures } = await testAll(chosen, { repeat, workers, bail: values.check })
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  const all = [...detections.values()].flat()
  const missed = all.filter(({ detected, runs, rules }) => detected < runs || rules.length === 0)
  for (const message of falseFailures) console.error(message)
  for (const { fault, detected, runs, error } of missed) {
    console.error(
      `not found: ${fault.name}: in ${detected} of ${runs} runs${error === undefined ? '' : `; ${error}`}`,
    )
  }
  console.log(`${all.length - missed.length} of ${all.length} faults found, in ${seconds} s.`)
  const partial = values.only !== undefined || values.api !== undefined
  const generated = partial ? [] : await tryAllGenerated()
  const drift = values.check
    ? [...differences(detections, partial), ...(partial ? [] : generatedDifferences(generated))]
    : []
  drift.push(...wrongPredictions(generated))
  for (const difference of drift) console.error(difference)
  if (!values.check && !partial) writeFileSync(PAGE, writePage(detections, generated))
  return missed.length + falseFailures.length + drift.length === 0 ? 0 : 1
}

/** Tries the generated faults of every API with a sandbox. */
async function tryAllGenerated(): Promise<GeneratedResults[]> {
  const rows = readPage(readFileSync(PAGE, 'utf8'))
  const results: GeneratedResults[] = []
  for (const api of Object.keys(faults)) {
    const known = rows.filter((row) => row.api === api)
    const result = await tryGenerated(api, known)
    const { noticed, observable } = result.report
    console.log(`${api}: ${noticed} of ${observable} generated faults noticed`)
    results.push(result)
  }
  return results
}

/** Tries only the generated faults. @returns 1 if the page has other results and is only checked */
async function updateGenerated(isCheck: boolean): Promise<number> {
  const results = await tryAllGenerated()
  const drift = isCheck ? generatedDifferences(results) : []
  const failures = [...drift, ...wrongPredictions(results)]
  for (const failure of failures) console.error(failure)
  if (!isCheck) writeFileSync(PAGE, withGenerated(readFileSync(PAGE, 'utf8'), results))
  return failures.length === 0 ? 0 : 1
}

/** Returns the kinds of hand-written faults that the generated ones predict too badly. */
function wrongPredictions(results: readonly GeneratedResults[]): string[] {
  return results.flatMap(({ api, agreements }) =>
    agreements
      .filter(({ similar, agreeing }) => agreeing < LEAST_AGREEMENT * similar)
      .map(
        ({ kind, similar, agreeing }) =>
          `${api}: the generated faults predict only ${agreeing} of ${similar} faults of the kind \`${kind}\`.`,
      ),
  )
}

/** Returns the lines about generated faults that the committed page does not have. */
function generatedDifferences(results: readonly GeneratedResults[]): string[] {
  const committed = new Set(readGenerated(readFileSync(PAGE, 'utf8')))
  return readGenerated(withGenerated('', results))
    .filter((line) => !committed.has(line))
    .map((line) => `${PAGE} does not have: ${line} Run \`npm run faults -- --generated\` and commit ${PAGE}.`)
}

type Chosen = ReadonlyMap<ApiName, (typeof faults)[ApiName]>

/** Returns the faults to test. @throws UsageError for an unknown API or fault */
function choose(api: string | undefined, only: readonly string[] | undefined): Chosen {
  const apis = Object.keys(faults) as ApiName[]
  const known = apis.flatMap((name) => faults[name].map((fault) => fault.name))
  if (api !== undefined && !apis.some((name) => name === api)) {
    throw new UsageError(`\`${api}\` has no sandbox. The sandboxes are: ${apis.join(', ')}.`)
  }
  for (const name of only ?? []) {
    if (known.includes(name)) continue
    const suggestion = nearest(name, known)
    throw new UsageError(
      `Unknown fault \`${name}\`. ${suggestion === undefined ? `See ${PAGE}.` : `Did you mean \`${suggestion}\`?`}`,
    )
  }
  return new Map(
    apis
      .filter((name) => api === undefined || name === api)
      .map((name) => [name, faults[name].filter((fault) => only?.includes(fault.name) ?? true)]),
  )
}

async function testAll(
  chosen: Chosen,
  { repeat, workers, bail }: { repeat: number; workers: number; bail: boolean },
): Promise<{ detections: Map<ApiName, FaultDetection[]>; falseFailures: string[] }> {
  const seeds = Array.from({ length: repeat }, (_, index) => index + 1)
  const rows = readPage(readFileSync(PAGE, 'utf8'))
  const tasks = [...chosen].flatMap(([api, list]) =>
    [undefined, ...list.map(({ name }) => name)].flatMap((fault) => {
      const first = rows.find((row) => row.api === api && row.fault === fault)?.rule || undefined
      return seeds.map((seed, index): Task => {
        const stopsEarly = bail && fault !== undefined && index > 0
        return { api, fault, seed, bail: stopsEarly, ...(stopsEarly && { first }) }
      })
    }),
  )
  const outcomes = new Map<string, Outcome[]>()
  const falseFailures: string[] = []
  const of = (api: string, fault = ''): Outcome[] => outcomes.get(`${api} ${fault}`) ?? []
  await runAll(tasks, workers, ({ api, fault, seed }, outcome) => {
    const known = [...of(api, fault), outcome]
    outcomes.set(`${api} ${fault ?? ''}`, known)
    if (fault === undefined) falseFailures.push(...falseFailuresOf(api, seed, outcome))
    else if (known.length === repeat) console.log(`${api} ${fault}: ${summarize(known)}`)
  })
  const detections = new Map(
    [...chosen].map(([api, list]) => [api, list.map((fault) => detectionOf(fault, of(api, fault.name)))]),
  )
  return { detections, falseFailures }
}

/** Returns the failures that a run wrongly reports for the correct sandbox. */
function falseFailuresOf(api: string, seed: number, outcome: Outcome): string[] {
  if ('error' in outcome)
    return [`${api}, seed ${seed}: the correct sandbox could not be tested: ${outcome.error}`]
  return outcome.rules.map(({ id }) => `${api}, seed ${seed}: the correct sandbox wrongly fails ${id}`)
}

function summarize(outcomes: readonly Outcome[]): string {
  return outcomes
    .map((outcome) => ('error' in outcome ? 'could not be tested' : `${outcome.rules.length} failed`))
    .join(', ')
}

/** Returns the differences between the committed page and the results. */
function differences(
  detections: ReadonlyMap<ApiName, readonly FaultDetection[]>,
  partial: boolean,
): string[] {
  const rows = new Map(readPage(readFileSync(PAGE, 'utf8')).map((row) => [`${row.api} ${row.fault}`, row]))
  const hint = `Run \`npm run faults\` and commit ${PAGE}.`
  const measured = [...detections].flatMap(([api, list]) => list.map((detection) => ({ api, detection })))
  const stale = measured.flatMap(({ api, detection: { fault, rules, seen } }) => {
    const row = rows.get(`${api} ${fault.name}`)
    rows.delete(`${api} ${fault.name}`)
    if (row === undefined) return [`${PAGE} does not have ${api} ${fault.name}. ${hint}`]
    // On a busy machine a race may fail the rule of the page in some runs only. Most of the runs begin with its cases.
    const failed = fault.kind === 'race' ? seen : rules
    if (row.detected && failed.includes(row.rule)) return []
    return [
      `${PAGE} reports that ${api} ${fault.name} fails ${row.rule || 'no rule'}. It failed ${rules[0] ?? 'no rule'}. ${hint}`,
    ]
  })
  const gone = partial ? [] : [...rows.keys()].map((name) => `${PAGE} has the unknown fault ${name}. ${hint}`)
  return [...stale, ...gone]
}

await command(help, main)
