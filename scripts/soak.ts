import { parseOptions, wholeNumber } from '../src/command/index.ts'
import { runContract } from '../src/contract/index.ts'
import { listApis, readDescription } from '../src/description/index.ts'
import { startLocalTarget } from '../src/sandbox/local-target.ts'
import { command } from './command.ts'

const help = `Usage: npm run soak -- [options]

Tests the correct sandboxes with many seeds. No rule may fail, and every run must have the same verdicts.

  --seeds N  number of seeds; default: 50
  --from N   first seed; default: 1`

/** @returns 0 if all rules passed with the same verdicts, else 1 */
async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseOptions(argv, {
    seeds: { type: 'string', default: '50' },
    from: { type: 'string', default: '1' },
  })
  const seeds = wholeNumber('--seeds', values.seeds, { min: 1 })
  const from = wholeNumber('--from', values.from, { min: 0 })
  const results: boolean[] = []
  for (const { name } of listApis(process.cwd())) results.push(await testApi(name, from, seeds))
  return results.every(Boolean) ? 0 : 1
}

/** Tests the sandbox of an API and prints the results. @returns whether all rules passed with the same verdicts */
async function testApi(name: string, from: number, seeds: number): Promise<boolean> {
  const description = await readDescription(process.cwd(), name)
  const verdicts = new Set<string>()
  let exchanges = 0
  let failed = 0
  const startedAt = performance.now()
  for (let seed = from; seed < from + seeds; seed += 1) {
    const { close, fixtures, ...target } = await startLocalTarget(name)
    const report = await runContract({ description, fixtures, seed, target })
    await close()
    exchanges += report.summary.exchanges
    verdicts.add(report.rules.map(({ id, verdict }) => `${id} ${verdict}`).join('\n'))
    for (const rule of report.rules.filter(({ verdict }) => verdict === 'failed')) {
      failed += 1
      const [failure] = rule.failures
      console.log(
        `seed ${seed}: ${rule.id}: expected ${failure?.expected ?? ''}, received ${failure?.actual ?? ''}`,
      )
    }
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(
    `${name}: ${seeds} seeds, ${exchanges} exchanges, ${failed} failed rules, ${verdicts.size === 1 ? 'the same verdicts in all' : `${verdicts.size} sets of verdicts`}, ${seconds} s`,
  )
  return failed === 0 && verdicts.size === 1
}

await command(help, main)
