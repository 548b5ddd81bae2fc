import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { exportArazzo } from '../../../src/contract/arazzo/index.ts'
import type { ArazzoDocument } from '../../../src/contract/arazzo/index.ts'
import { readDescription } from '../../../src/description/index.ts'
import { startSandbox } from '../../../src/sandbox/index.ts'
import fixtures from '../../../src/sandbox/fixtures.js'
import { scaled } from '../../time-scale.ts'
import { describeCrud } from '../crud/description.ts'
import { ADA, startCrud } from '../crud/server.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const REDOCLY = join('node_modules', '@redocly', 'cli', 'bin', 'cli.js')

interface Outcome {
  readonly code: number
  readonly output: string
}

/** Runs a document with Redocly Respect. */
function respect(
  file: string,
  { server, inputs }: { readonly server: string; readonly inputs: Readonly<Record<string, string>> },
): Promise<Outcome> {
  const given = Object.entries(inputs).map(([name, value]) => `--input=${name}=${value}`)
  const options = {
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' },
    timeout: scaled(120_000),
  }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [REDOCLY, 'respect', file, `--server=${server}`, ...given],
      options,
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : 1, output: stdout + stderr })
      },
    )
  })
}

/** Returns the names of the resources that a document needs, and their states. */
function resourcesIn({ workflows }: ArazzoDocument): [input: string, state: string][] {
  return workflows.flatMap(({ inputs }) =>
    Object.entries(inputs?.properties ?? {}).flatMap(([name, { description }]): [string, string][] =>
      description.includes('fresh resource')
        ? [[name, /state `([^`]+)`/.exec(description)?.[1] ?? 'requires_payment_method']]
        : [],
    ),
  )
}

describe('the workflows of an Arazzo document', () => {
  let folder: string

  beforeAll(() => {
    folder = temporaryFolder('arazzo')
  })

  const runOn = async (api: 'leanrails' | 'stripe', ...faults: string[]): Promise<Outcome> => {
    const file = join(folder, `${api}.json`)
    const description = await readDescription(process.cwd(), api)
    const { document } = exportArazzo([description], file, { hasOtherAccount: true })
    writeFileSync(file, JSON.stringify(document))
    const sandbox = await startSandbox(api, { faults: faults })
    try {
      const { secret, other } = sandbox.keys
      const context = { baseUrl: sandbox.url, apiKey: secret, fetch }
      const inputs: Record<string, string> = {
        run: crypto.randomUUID(),
        apiKey: secret,
        authorization: `Basic ${Buffer.from(`${secret}:`).toString('base64')}`,
        otherApiKey: other,
        otherAuthorization: `Basic ${Buffer.from(`${other}:`).toString('base64')}`,
      }
      for (const [name, state] of resourcesIn(document)) {
        const made = await fixtures.create(state, context)
        inputs[name] = made?.id ?? made?.intent ?? ''
      }
      return await respect(file, { server: `${api}=${sandbox.url}`, inputs })
    } finally {
      await sandbox.close()
    }
  }

  test.each(['leanrails', 'stripe'] as const)('pass against the sandbox of %s', async (api) => {
    const { code, output } = await runOn(api)
    expect(output).toMatch(/Workflows: \d+ passed, \d+ total/)
    expect(code).toBe(0)
  })

  test.each([
    ['cancels-succeeded', 'cancelPaymentIntent_in_succeeded'],
    ['cancel-forgotten', 'cancelPaymentIntent_twice'],
    ['idempotency-forgotten', 'cancelPaymentIntent_replay'],
    ['reuse-ignores-body', 'cancelPaymentIntent_key_of_another_request'],
    ['success-201', 'cancelPaymentIntent_success'],
    ['other-merchant-cancels', 'cancelPaymentIntent_other_account'],
    ['reason-number-accepted', 'cancelPaymentIntent_invalid_bodies'],
  ])('fail against a sandbox with the fault `%s`', async (fault, workflow) => {
    const { code, output } = await runOn('leanrails', fault)
    expect(code).toBe(1)
    expect(output).toMatch(new RegExp(`Failed tests info:[^]*Workflow name: ${workflow}\\b`))
  })

  test('create, read, change and remove a thing, without any input but the key', async () => {
    writeFileSync(join(folder, 'things.json'), JSON.stringify(describeCrud().document))
    const description = await readDescription(process.cwd(), join(folder, 'things.json'))
    const file = join(folder, 'crud.json')
    const { document, omitted } = exportArazzo([description], file)
    expect(omitted).toEqual([])
    writeFileSync(file, JSON.stringify(document))
    const correct = await startCrud()
    const wrong = await startCrud({ fault: 'delete does nothing' })
    try {
      const inputs = { apiKey: ADA }
      const first = await respect(file, { server: `things=${correct.url}`, inputs })
      expect(first.output).toMatch(/Workflows: \d+ passed, \d+ total/)
      const second = await respect(file, { server: `things=${wrong.url}`, inputs })
      expect(second.code).toBe(1)
      expect(second.output).toMatch(/Failed tests info:[^]*Workflow name: \w+_sequence\b/)
    } finally {
      await correct.close()
      await wrong.close()
    }
  })
})
