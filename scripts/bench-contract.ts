import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseOptions, wholeNumber } from '../src/command/index.ts'
import fixtures from '../src/sandbox/fixtures.js'
import { installPeers } from './peers.ts'
import { spawnSandbox } from './spawn-sandbox.ts'
import { median } from './statistics.ts'

/*
 * `npm run bench:contract`: compares our complete run with the seven requests of Portman and Redocly Respect, against one
 * local server, in turns, as whole processes. Only this benchmark installs Portman, into a separate folder.
 *   --rounds N  number of runs of each; default: 5
 * Exits with 1 if our complete run is not faster than Portman's, or takes more than three times the time of
 * Respect's (docs/decisions/0015-the-time-of-a-run.md).
 */

const PEERS = installPeers('bench-contract', { '@apideck/portman': '1.33.0', tslib: '2.8.1' })

const { values } = parseOptions(process.argv.slice(2), { rounds: { type: 'string' } })
const rounds = wholeNumber('--rounds', values.rounds ?? '5', { min: 1 })

interface Run {
  seconds: number
  output: string
  status: number | null
}

function time(
  command: string,
  args: readonly string[],
  options: { env?: Record<string, string>; cwd?: string } = {},
): Run {
  const startedAt = performance.now()
  const env = { ...process.env, ...options.env }
  const { status, stdout, stderr } = spawnSync(command, [...args], { ...options, encoding: 'utf8', env })
  return { seconds: (performance.now() - startedAt) / 1000, output: stdout + stderr, status }
}

const bin = (name: string): string => join('node_modules/.bin', name)
const sandbox = await spawnSandbox('leanrails')
const { url, secret, other } = sandbox
const authorization = `Basic ${Buffer.from(`${secret}:`).toString('base64')}`

async function freshId(): Promise<string> {
  const made = await fixtures.create('requires_capture', { baseUrl: url, apiKey: secret, fetch })
  return made?.['id'] ?? ''
}

/** Portman's converter fails on unknown formats and on extensions. It gets the document without them. */
function writePlainDocument(file: string): void {
  const document = JSON.parse(readFileSync('generated/leanrails/openapi.json', 'utf8')) as unknown
  const plain = JSON.stringify(document, (key, value: unknown) =>
    key.startsWith('x-') || (key === 'format' && value === 'unix-time') ? undefined : value,
  )
  writeFileSync(file, plain)
}

const tools: Record<string, () => Promise<Run>> = {
  ours: () =>
    Promise.resolve(
      time(
        process.execPath,
        [
          'src/main.js',
          'contract',
          '--api',
          'leanrails',
          '--base-url',
          url,
          '--fixtures',
          'src/sandbox/fixtures.js',
        ],
        { env: { API_KEY: secret, OTHER_API_KEY: other } },
      ),
    ),
  respect: async () =>
    time(bin('redocly'), [
      'respect',
      'scripts/bench-contract/respect.arazzo.yaml',
      `--server=leanrails=${url}`,
      `--input=id=${await freshId()}`,
      `--input=key=${crypto.randomUUID()}`,
      `--input=authorization=${authorization}`,
    ]),
  portman: async () => {
    const config = readFileSync('scripts/bench-contract/portman.json', 'utf8')
    const id = await freshId()
    writeFileSync(
      join(PEERS, 'config.json'),
      config.replaceAll('$ID', id).replaceAll('$AUTHORIZATION', authorization),
    )
    const args = [
      ...['-l', join(PEERS, 'openapi.json'), '-b', url, '-c', join(PEERS, 'config.json')],
      ...[
        '--runNewman',
        'true',
        '--newmanRunOptions',
        '{"bail":false}',
        '--output',
        join(PEERS, 'collection.json'),
      ],
    ]
    // Portman writes its files into the working directory.
    return time(join(PEERS, 'node_modules/.bin/portman'), args, { cwd: PEERS })
  },
}

/** Returns the number of requests that a tool reports. */
function requestsOf(output: string): string {
  const ours = /([\d,]+) exchanges/.exec(output)?.[1]
  const respect = /Steps: \d+ passed(?:, \d+ failed)?, (\d+) total/.exec(output)?.[1]
  const portman = /requests\s*│\s*(\d+)/.exec(output)?.[1]
  return ours ?? respect ?? portman ?? '?'
}

try {
  writePlainDocument(join(PEERS, 'openapi.json'))
  const seconds: Record<string, number[]> = {}
  const requests: Record<string, string> = {}
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, run] of Object.entries(tools)) {
      const result = await run()
      // A failed run is fast, but is not a valid measurement.
      if (result.status !== 0)
        throw new Error(`${name} failed (${result.status ?? 'killed'}):\n${result.output}`)
      requests[name] = requestsOf(result.output)
      // The first round fills caches.
      if (round > 0) (seconds[name] ??= []).push(result.seconds)
    }
  }
  const own = median(seconds['ours'] ?? [])
  console.log(`\nWhole processes against one local server, ${rounds} rounds in turn, medians\n`)
  console.log('| tool | requests | seconds | ours / theirs |\n|---|---|---|---|')
  for (const [name, list] of Object.entries(seconds)) {
    const [low, high] = [Math.min(...list), Math.max(...list)]
    const spread = `${median(list).toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`
    console.log(`| ${name} | ${requests[name] ?? '?'} | ${spread} | ${(own / median(list)).toFixed(2)} |`)
  }
  const ratio = (name: string): number => own / median(seconds[name] ?? [])
  if (ratio('portman') >= 1 || ratio('respect') > 3) {
    console.error('Missed: faster than Portman, and at most three times the time of Respect')
    process.exitCode = 1
  }
} finally {
  sandbox.stop()
}
