import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './paths.ts'

/** A module that uses each entry of the package. */
const MODULE = `import { createLeanRails, ApiError } from 'openapi-contracts/leanrails'
import type { CanceledPaymentIntent, operations } from 'openapi-contracts/leanrails'
import { validateCanceledPaymentIntent } from 'openapi-contracts/leanrails'
import { createStripe } from 'openapi-contracts/stripe'
import { ApiError as SameError, retryingFetch } from 'openapi-contracts/client'
import { defineFixtures, describeContract, runContract } from 'openapi-contracts/contract'
import { startMock } from 'openapi-contracts/mock'
import mockFixtures from 'openapi-contracts/mock/fixtures'
import { startSandbox } from 'openapi-contracts/sandbox'
import sandboxFixtures from 'openapi-contracts/sandbox/fixtures'
import plugin from 'openapi-contracts/redocly-plugin'

const sandbox = await startSandbox('leanrails')
const leanrails = createLeanRails({ apiKey: sandbox.keys.secret, baseUrl: sandbox.url })
const result = await leanrails.cancelPaymentIntent({ id: 'pi_unknown', body: {} })
const canceled: CanceledPaymentIntent | undefined = result.status === 200 ? result.data : undefined
// @ts-expect-error the option does not exist
const wrong = (): unknown => createStripe({ apiKey: '', apiKeys: [] })
const fixtures = defineFixtures({
  create: (state) => Promise.resolve(state === 'default' ? { id: '1' } : undefined),
})
const report = await runContract({
  api: 'leanrails',
  baseUrl: sandbox.url,
  apiKey: sandbox.keys.secret,
  fixtures: sandboxFixtures,
  only: ['cancelPaymentIntent/header.Idempotency-Key/maxLength'],
})
await sandbox.close()
const body: operations['cancelPaymentIntent']['requestBody'] = undefined
console.log(
  JSON.stringify({
    status: result.status,
    findings: report.findings?.length,
    isSame: ApiError === SameError,
    valid: validateCanceledPaymentIntent({}),
    types: [createStripe, retryingFetch, describeContract, startMock, plugin, fixtures.create, wrong].map((one) => typeof one),
    unused: [canceled, body].filter(Boolean),
    fixtures: typeof mockFixtures.create,
  }),
)
`

const EXPECTED = {
  status: 404,
  findings: 0,
  isSame: true,
  valid: false,
  types: Array.from({ length: 7 }, () => 'function'),
  unused: [],
  fixtures: 'function',
}

/** Compiles a module that imports each entry with the usual settings of TypeScript, and runs it. @returns the problems */
export function tryImports(project: string): string[] {
  writeFileSync(join(project, 'all.ts'), MODULE)
  const tsc = join(project, 'node_modules/typescript/bin/tsc')
  const types = join(ROOT, 'node_modules/@types')
  const common = [
    '--strict',
    '--exactOptionalPropertyTypes',
    '--target',
    'es2022',
    '--typeRoots',
    types,
    '--types',
    'node',
  ]
  const settings = {
    node16: ['--module', 'node16'],
    nodenext: ['--module', 'nodenext'],
    bundler: ['--module', 'esnext', '--moduleResolution', 'bundler'],
    // Knows no `exports`: the default of a project of CommonJS.
    node10: ['--module', 'esnext', '--moduleResolution', 'node10'],
  }
  const problems = Object.entries(settings).flatMap(([name, args]) => {
    const { output, code } = run([tsc, ...args, ...common, '--outDir', name, 'all.ts'], project)
    console.log(`tsc, ${name}: ${code === 0 ? 'no error' : 'errors'}`)
    return code === 0 ? [] : [`tsc, ${name}: ${output}`]
  })
  const { output, code } = run([join(project, 'nodenext/all.js')], project)
  const isExpected = code === 0 && output.trim() === JSON.stringify(EXPECTED)
  console.log(`each entry imported and used: ${isExpected ? 'works' : 'fails'}`)
  return isExpected ? problems : [...problems, `The module that imports each entry: ${output}`]
}

/** Runs Node.js. */
export function run(args: readonly string[], cwd: string): { code: number; output: string } {
  try {
    return { code: 0, output: execFileSync(process.execPath, args, { cwd, encoding: 'utf8', stdio: 'pipe' }) }
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number | null; stdout: string; stderr: string }
    return { code: status ?? -1, output: stdout + stderr }
  }
}
