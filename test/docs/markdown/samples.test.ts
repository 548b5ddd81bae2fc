import { execFile } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSite } from '../../../src/docs/build.ts'
import { sampleTabs } from '../../../src/docs/blocks/sample-tabs.ts'
import { readSamples } from '../../../src/docs/markdown/samples.ts'
import fixtures from '../../../src/sandbox/fixtures.js'
import { startSandbox } from '../../../src/sandbox/index.ts'
import type { ApiName, Sandbox } from '../../../src/sandbox/index.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const ROOT = join(import.meta.dirname, '../../..')
const samples = readSamples(ROOT)

const sandboxes = new Map<string, Sandbox>()
let folder: string
let page: string

beforeAll(async () => {
  for (const api of new Set(samples.map((sample) => sample.api))) {
    sandboxes.set(api, await startSandbox(api as ApiName))
  }
  // Readers save the text of the page as a file at the root of their clone.
  folder = temporaryFolder('samples')
  mkdirSync(folder, { recursive: true })
  for (const name of ['generated', 'src', 'node_modules', 'package.json']) {
    symlinkSync(join(ROOT, name), join(folder, name))
  }
  page = sampleTabs(await readSite(ROOT)).html
})

afterAll(async () => {
  for (const sandbox of sandboxes.values()) await sandbox.close()
})

test('the site shows every file in openapi/samples', async () => {
  const { stdout } = await promisify(execFile)('git', ['ls-files', 'openapi/samples'], { cwd: ROOT })
  const files = stdout.split('\n').filter((file) => /\.(sh|ts|py)$/.test(file))
  expect(samples.map(({ file }) => file).toSorted()).toEqual(files.toSorted())
})

test.each(samples.map((sample) => [`${sample.api}: ${sample.label}`, sample] as const))(
  'the sample of %s prints the output that the page shows',
  async (_, { api, file }) => {
    const text = shownSample(file)
    const sandbox = sandboxes.get(api)
    if (sandbox === undefined) throw new Error(`No sandbox for \`${api}\`.`)
    const path = await fixtures.create('requires_capture', {
      baseUrl: sandbox.url,
      apiKey: sandbox.keys.secret,
      fetch,
    })
    const program = join(folder, `${api}-${file.replace(/^.*\//, '')}`)
    writeFileSync(program, text)
    const prefix = api.toUpperCase()
    const run = promisify(execFile)
    const args = { sh: ['bash', program], py: ['python3', program] }[file.replace(/^.*\./, '')] ?? [
      process.execPath,
      '--import',
      'tsx',
      program,
    ]
    const { stdout, stderr } = await run(args[0] ?? '', args.slice(1), {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        [`${prefix}_KEY`]: sandbox.keys.secret,
        [`${prefix}_URL`]: sandbox.url,
        PAYMENT_INTENT: path?.id ?? path?.intent,
      },
    })
    expect(stderr).toBe('')
    expect(stdout.trimEnd()).toMatch(expectedOutput(text))
  },
)

/** Returns the text of a sample as the page shows it. */
function shownSample(file: string): string {
  const start = page.indexOf(`data-file="${file}"`)
  const [, code] = /<code>(.*?)<\/code>/s.exec(page.slice(start)) ?? []
  if (start < 0 || code === undefined) throw new Error(`The page does not show ${file}.`)
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return code
    .replace(/<[^>]+>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
}

/** Returns the output that a sample's last comment states. An ellipsis is any text. */
function expectedOutput(text: string): RegExp {
  const lines = text.trimEnd().split('\n')
  const start = lines.findLastIndex((line) => /^(#|\/\/) Prints:$/.test(line))
  if (start < 0) throw new Error('The sample has no `Prints:` comment.')
  const output = lines
    .slice(start + 1)
    .map((line) => line.replace(/^(#|\/\/) /, ''))
    .join('\n')
  const parts = output.split('…').map((part) => part.replaceAll(/[^\w\s]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 's')
}

test('the first sample of each operation is one call of curl', () => {
  for (const api of sandboxes.keys()) {
    const [first] = samples.filter((sample) => sample.api === api)
    const commands = (first?.text ?? '')
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    expect(commands).toEqual([expect.stringMatching(/^curl /)])
  }
})

test.each([
  ['nothing at all', '', undefined],
  ['invalid YAML', 'a:\n  b: [', /^openapi\/samples\/index\.yaml:2: .*YAML: /],
  ['a list', '- a', /^openapi\/samples\/index\.yaml:1: Invalid list of samples: expected API/],
  ['an API without operations', 'a:', /index\.yaml:1: Invalid list/],
  ['a sample that is null', 'a: { b: [~] }', /index\.yaml:1: Invalid list/],
])('reads or rejects an index that holds %s', (_, text, problem) => {
  const root = temporaryFolder('index')
  mkdirSync(join(root, 'openapi/samples'), { recursive: true })
  writeFileSync(join(root, 'openapi/samples/index.yaml'), text)
  if (problem === undefined) expect(readSamples(root)).toEqual([])
  else expect(() => readSamples(root)).toThrow(problem)
})
