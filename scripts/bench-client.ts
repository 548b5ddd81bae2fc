import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { clientsOf, validating, type Peers } from './bench-client/clients.ts'
import { generatePeers } from './bench-client/generated-peers.ts'
import { misuse, misuses } from './bench-client/misuse.ts'
import { measureOverhead, type Overhead } from './bench-client/overhead.ts'
import { play, type Outcome } from './bench-client/outcome.ts'
import { loadKy } from './bench-client/peers.ts'
import { scripts } from './bench-client/scripts.ts'
import { startMisbehaving } from './bench-client/server.ts'
import { sizeOf } from './bench-client/sizes.ts'
import { markdownTable } from './page-section.ts'

/*
 * `npm run bench:client`: compares the generated client with openapi-fetch, the clients that hey-api, orval and Redocly
 * generate, stripe and ky: their results with a faulty server and a faulty program, their size, and the time that they add to
 * a call. Prints three tables and writes them into docs/client.md. `--only behaviour|sizes|overhead` makes one of them.
 * Exits with 1 if the generated client differs from what a script expects, or is larger than its budget.
 */

const PAGE = 'docs/client.md'
const RATIO = 1.2

const peers: Peers = { ...(await generatePeers()), ky: await loadKy() }
const apiKey = 'sk_test_bench'

async function behaviour(): Promise<{ text: string; failures: string[] }> {
  const server = await startMisbehaving()
  const plain = clientsOf(peers)
  const outcomes = await Promise.all(
    scripts.map((script, number) => {
      const clients = script.name.includes('validate') ? [validating(), ...plain.slice(1)] : plain
      return Promise.all(
        clients.map(({ name, make }) =>
          play(
            make({ baseUrl: server.url, apiKey }),
            script,
            `pi_${number}_${name.replace(/\W/g, '')}`,
            server,
          ),
        ),
      )
    }),
  )
  const mistakes: (Outcome | undefined)[][] = []
  // One after the other: requests, warnings and the platform are counted for each.
  for (const each of misuses) {
    const row: (Outcome | undefined)[] = []
    for (const client of plain) row.push(await misuse(client, each, server))
    mistakes.push(row)
  }
  server.close()
  const all = [...scripts.map(({ name }) => name), ...misuses.map(({ name }) => name)]
  const rows = [...outcomes, ...mistakes].map((row, number) => [
    all[number] ?? '',
    ...row.map((outcome) => (outcome === undefined ? '–' : `${outcome.right ? '✓' : '✗'} ${outcome.text}`)),
  ])
  return {
    text: markdownTable([['the server, or the caller', ...plain.map(({ name }) => name)], ...rows]),
    failures: [...outcomes, ...mistakes].flatMap(([own], number) =>
      own?.right === true ? [] : [all[number] ?? ''],
    ),
  }
}

async function sizes(): Promise<{ text: string; failures: string[] }> {
  const clients = clientsOf(peers)
  const validated = `import { createLeanRails, validate } from './generated/leanrails/client.ts'
    await createLeanRails({ apiKey: 'sk_test_123', validate }).cancelPaymentIntent({ id: 'pi_1' })`
  const entries = [
    ...clients,
    { name: 'ours, with validation', entry: validated },
    {
      name: 'ours, for Stripe',
      entry: `import { createStripe } from './generated/stripe/client.ts'
        await createStripe({ apiKey: 'sk_test_123' }).cancelPaymentIntent({ intent: 'pi_1' })`,
    },
  ]
  const measured = await Promise.all(
    entries.map(async ({ name, entry }) => ({ name, ...(await sizeOf(entry)) })),
  )
  // The budgets: less than Redocly's client, and 2,000 bytes more with validation.
  const budget = (measured.find(({ name }) => name === 'Redocly')?.gzip ?? 0) - 1
  const limits: Record<string, number> = {
    ours: budget,
    'ours, for Stripe': budget,
    'ours, with validation': budget + 2000,
  }
  const sorted = measured.toSorted((a, b) => a.gzip - b.gzip)
  return {
    text: markdownTable([
      ['client', 'minified', 'gzip'],
      ...sorted.map(({ name, minified, gzip }) => [name, bytes(minified), bytes(gzip)]),
    ]),
    failures: measured.flatMap(({ name, gzip }) =>
      gzip > (limits[name] ?? Infinity)
        ? [`${name}: ${bytes(gzip)} bytes, ${bytes(limits[name] ?? 0)} promised`]
        : [],
    ),
  }
}

async function overhead(): Promise<{ text: string; failures: string[] }> {
  const working = await measureOverhead(peers, 3, 400)
  const prompt = await measureOverhead(peers, 0, 4000)
  const cell = ({ median, ratio }: Overhead) => `${median.toFixed(2)} ms, ${ratio.toFixed(2)}`
  const text = markdownTable([
    ['client', 'a server that takes 3 ms, like the sandbox', 'a server that responds at once'],
    ...working.map((each, index) => {
      const other = prompt[index]
      return [each.name, cell(each), other === undefined ? '' : cell(other)]
    }),
  ])
  const ours = [...working, ...prompt].filter(({ name }) => name === 'ours')
  return {
    text,
    failures: ours
      .filter(({ ratio }) => ratio > RATIO)
      .map(({ ratio }) => `a call takes ${ratio.toFixed(2)} times bare fetch, the budget is ${RATIO}`),
  }
}

const bytes = (count: number): string => count.toLocaleString('en')

/** Replaces the table between its marks on the page. */
function write(page: string, name: string, text: string): string {
  const mark = new RegExp(`(<!-- ${name} -->\n)[^]*?(\n<!-- /${name} -->)`)
  if (!mark.test(page))
    throw new Error(`${PAGE} has no marks for the table: <!-- ${name} --> … <!-- /${name} -->`)
  return page.replace(mark, (_, before: string, after: string) => `${before}\n${text}\n${after}`)
}

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values
const failures: string[] = []
for (const [name, make] of Object.entries({ behaviour, sizes, overhead })) {
  if (only !== undefined && only !== name) continue
  const section = await make()
  console.log(`${section.text}\n`)
  writeFileSync(PAGE, write(readFileSync(PAGE, 'utf8'), name, section.text))
  failures.push(...section.failures)
}
for (const each of failures) console.error(`Missed: ${each}`)
process.exit(failures.length > 0 ? 1 : 0)
