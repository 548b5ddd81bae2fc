import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readCliOptions } from '../../src/contract/cli/options.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const root = join(import.meta.dirname, '../..')
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')
const { scripts, engines } = JSON.parse(textOf('package.json')) as {
  scripts: Record<string, string>
  engines: { node: string }
}

interface Workflow {
  readonly jobs: Record<
    string,
    {
      readonly 'timeout-minutes'?: number
      readonly strategy?: { readonly matrix: Record<string, string[]> }
      readonly steps: readonly { readonly run?: string }[]
    }
  >
  readonly permissions?: object
}

const workflows = readdirSync(join(root, '.github/workflows')).map((name) => `.github/workflows/${name}`)
const workflow = (file: string): Workflow => parse(textOf(file)) as Workflow

describe.each(workflows)('%s', (file) => {
  it('calls only commands and folders that exist', () => {
    const commands = Object.values(workflow(file).jobs).flatMap(({ strategy, steps }) => [
      ...(strategy?.matrix['command'] ?? []).map((command) => `npm run ${command}`),
      ...steps.map(({ run = '' }) => run),
    ])
    const text = `${textOf(file)}\n${commands.join('\n')}`
    const called = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name)
    expect(called.filter((name) => scripts[name] === undefined)).toEqual([])
    const folders = [...text.matchAll(/\b(?:test|scripts)\/[\w/-]+/g)].map(([path]) => path)
    expect(folders.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it('ends a job that hangs, and has no right that it does not name', () => {
    const { jobs, permissions } = workflow(file)
    expect(permissions).toBeDefined()
    for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0)
  })
})

it('tests each supported Node on Linux, macOS and Windows', () => {
  const { matrix } = workflow('.github/workflows/ci.yml').jobs['test']?.strategy ?? {}
  expect(matrix?.['os']?.map((name) => name.replace(/-.*/, ''))).toEqual(['ubuntu', 'macos', 'windows'])
  const [oldest, ...newer] = matrix?.['node'] ?? []
  expect(engines.node).toBe(`>=${oldest ?? ''}.0`)
  expect(newer).toEqual(['22', '24', '26'])
})

it('has issue forms of which each field has a label', () => {
  const folder = '.github/ISSUE_TEMPLATE'
  for (const name of readdirSync(join(root, folder)).filter((file) => file !== 'config.yml')) {
    const form = parse(textOf(`${folder}/${name}`)) as {
      name?: string
      description?: string
      body: { attributes: { label?: string } }[]
    }
    expect(form).toMatchObject({
      name: expect.any(String) as string,
      description: expect.any(String) as string,
    })
    expect(form.body.every(({ attributes }) => attributes.label !== undefined)).toBe(true)
  }
})

describe('action.yml', () => {
  const action = parse(textOf('action.yml')) as {
    inputs: Record<string, { default?: string; required?: boolean }>
    runs: { steps: { env: Record<string, string>; run: string }[] }
  }
  const [step] = action.runs.steps

  /** Runs the step as GitHub does, with a program in place of `npx` that prints what it gets. */
  const run = (inputs: Record<string, string>): { words: string[]; keys: string[] } => {
    const folder = temporaryFolder('action')
    const npx = join(folder, 'npx')
    writeFileSync(
      npx,
      '#!/usr/bin/env bash\nprintf "%s\\n" "$@"\nprintf "%s\\n" "--" "${API_KEY-none}" "${OTHER_API_KEY-none}"\n',
    )
    chmodSync(npx, 0o755)
    const env = Object.entries(step?.env ?? {}).map(([name, text]) => {
      const [, input = ''] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(text) ?? []
      expect(action.inputs).toHaveProperty([input])
      return [name, inputs[input] ?? action.inputs[input]?.default ?? '']
    })
    const script = `export PATH="${folder.replaceAll('\\', '/')}:$PATH"\n${step?.run ?? ''}`
    const { stdout, status } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
      env: { ...process.env, ...(Object.fromEntries(env) as Record<string, string>) },
      encoding: 'utf8',
    })
    expect(status).toBe(0)
    const lines = stdout.trim().split('\n')
    const end = lines.lastIndexOf('--')
    return { words: lines.slice(0, end), keys: lines.slice(end + 1) }
  }

  const basics = { api: 'my api.yaml', 'base-url': 'http://127.0.0.1:8080' }

  it('calls the contract with the options that its inputs name, and with keys in the environment only', () => {
    const { words, keys } = run({
      ...basics,
      'api-key': 'sk_test_1',
      fixtures: 'my fixtures.mjs',
      baseline: 'old.json',
      args: '--only\nboundaries\n\n--rate\n5/s\n',
      version: '1.2.3',
    })
    expect(words).toEqual([
      ...['--yes', 'openapi-contracts@1.2.3', 'contract', '--api', 'my api.yaml'],
      ...['--base-url', 'http://127.0.0.1:8080', '--reporter', 'github'],
      ...['--reporter', 'json=contract-report.json', '--fixtures', 'my fixtures.mjs'],
      ...['--baseline', 'old.json', '--only', 'boundaries', '--rate', '5/s'],
    ])
    expect(keys).toEqual(['sk_test_1', 'none'])
    expect(readCliOptions(words.slice(3))).toMatchObject({ only: ['boundaries'], rate: '5/s' })
  })

  it('gives no key and no option for an input that is empty', () => {
    const { words, keys } = run(basics)
    expect(words).toEqual([
      ...['--yes', 'openapi-contracts', 'contract', '--api', 'my api.yaml'],
      ...['--base-url', 'http://127.0.0.1:8080', '--reporter', 'github'],
      ...['--reporter', 'json=contract-report.json'],
    ])
    expect(keys).toEqual(['none', 'none'])
  })
})
