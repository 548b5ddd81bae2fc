import { parseOptions, wholeNumber } from '../src/command/index.ts'
import { runContract } from '../src/contract/index.ts'
import { listApis, readDescription } from '../src/description/index.ts'
import { startLocalTarget } from '../src/sandbox/local-target.ts'

/*
 * `npm run soak`: judges the correct sandboxes with many seeds in a row. Not one rule may be broken, and every run
 * must come to the same verdicts.
 *   --seeds N  how many (50)
 *   --from N   the first (1)
 */

const { values } = parseOptions(process.argv.slice(2), {
  seeds: { type: 'string' },
  from: { type: 'string' },
})
const seeds = wholeNumber('--seeds', values.seeds ?? '50', { min: 1 })
const from = wholeNumber('--from', values.from ?? '1', { min: 0 })

for (const { name } of listApis(process.cwd())) {
  const description = await readDescription(process.cwd(), name)
  const verdicts = new Set<string>()
  let exchanges = 0
  let broken = 0
  const startedAt = performance.now()
  for (let seed = from; seed < from + seeds; seed += 1) {
    const { close, fixtures, baseUrl, apiKey, otherApiKey } = await startLocalTarget(name)
    const target = { apiKey, otherApiKey, headers: [], timeout: 10_000, rate: 0, clockSkew: 5 }
    const report = await runContract({
      description,
      fixtures,
      seed,
      target: { ...target, baseUrl: new URL(baseUrl) },
    })
    await close()
    exchanges += report.summary.exchanges
    verdicts.add(report.rules.map(({ id, verdict }) => `${id} ${verdict}`).join('\n'))
    for (const rule of report.rules.filter(({ verdict }) => verdict === 'broken')) {
      broken += 1
      const [violation] = rule.violations
      console.log(
        `seed ${seed}: ${rule.id}: expected ${violation?.expected ?? ''}; got ${violation?.actual ?? ''}`,
      )
    }
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(
    `${name}: ${seeds} seeds, ${exchanges} exchanges, ${broken} broken rules, ${verdicts.size} different outcome(s), ${seconds} s`,
  )
  if (broken > 0 || verdicts.size !== 1) process.exitCode = 1
}
