import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { runContract } from '../../src/contract/index.ts'
import { inOneLine } from '../../src/contract/report/replay.ts'
import { readDescription } from '../../src/description/index.ts'
import { startLocalTarget } from '../../src/sandbox/local-target.ts'

const run = promisify(execFile)

type Shell = (script: string) => Promise<string>

/** Tests a sandbox with a fault, and runs the scripts of the failed rules on fresh resources. */
async function withScripts(
  fault: string,
  use: (scriptOf: (rule: string, inCase?: RegExp) => string, shell: Shell) => Promise<void>,
): Promise<void> {
  const local = await startLocalTarget('leanrails', { faults: [fault] })
  const { baseUrl, apiKey, otherApiKey, fixtures } = local
  try {
    const description = await readDescription(process.cwd(), 'leanrails')
    const target = { baseUrl, apiKey, otherApiKey }
    const report = await runContract({ description, seed: 1, target, fixtures })
    const scriptOf = (rule: string, inCase = /./): string =>
      report.rules.find(({ id }) => id.endsWith(rule))?.failures.find((failure) => inCase.test(failure.case))
        ?.curl ?? ''
    const shell: Shell = async (script) => {
      let fresh = script
      for (const [line, name, state] of script.matchAll(/^(\w+)=\S+ # a fresh one(?: of .*)? in (\w+)$/gm)) {
        const made = (await fixtures.create(state ?? '', { baseUrl, apiKey, fetch })) as { id: string }
        fresh = fresh.replace(line, `${name ?? ''}=${made.id}`)
      }
      const env = { PATH: process.env['PATH'], API_KEY: apiKey, OTHER_API_KEY: otherApiKey }
      return (await run('bash', ['-c', fresh], { env })).stdout
    }
    await use(scriptOf, shell)
  } finally {
    await local.close()
  }
}

/** Returns whether the script of a failed rule reproduces the failure, on a fresh resource. */
async function isReproduced(
  fault: string,
  rule: string,
  shows: (printed: string) => boolean,
): Promise<boolean> {
  const local = await startLocalTarget('leanrails', { faults: [fault] })
  const { baseUrl, apiKey, fixtures } = local
  try {
    const description = await readDescription(process.cwd(), 'leanrails')
    const report = await runContract({ description, seed: 1, target: { baseUrl, apiKey }, fixtures })
    const { failures } = report.rules.find(({ id }) => id === `cancelPaymentIntent/${rule}`) ?? {}
    const { curl = '' } = failures?.[0] ?? {}
    const state = /^# On a fresh resource in state `(\w+)`/m.exec(curl)?.[1] ?? ''
    // The race window is five milliseconds: short for a shell on a busy machine.
    for (let time = 0; time < 10; time += 1) {
      const made = (await fixtures.create(state, { baseUrl, apiKey, fetch })) as { id: string }
      const script = curl.replaceAll(/\bpi_\w+/g, made.id)
      const env = { PATH: process.env['PATH'], API_KEY: apiKey }
      if (shows((await run('bash', ['-c', script], { env })).stdout)) return true
    }
    return false
  } finally {
    await local.close()
  }
}

const statuses = (printed: string): string[] => printed.match(/(?<=HTTP\/1\.1 )\d+/g) ?? []

test('the script of a race condition reproduces it in a shell', async () => {
  const shows = (printed: string) => statuses(printed).filter((status) => status === '200').length > 1
  expect(await isReproduced('race-check-then-act', 'lifecycle/once', shows)).toBe(true)
})

test('the script of a replay with a different response reproduces it in a shell', async () => {
  const shows = (printed: string) => statuses(printed).join() === '200,400'
  expect(await isReproduced('idempotency-forgotten', 'idempotency/replay', shows)).toBe(true)
})

test.for<[string, string, string, RegExp?]>([
  ['cancel-forgotten', '/lifecycle/canceled', '200,200'],
  ['canceled-is-gone', '/lifecycle/canceled', '200,404'],
  ['rejects-requires-capture', '/lifecycle/requires_capture', '400'],
  // Several cases fail, in any order. Others send a third request, to an id that nobody has.
  ['other-merchant-cancels', '/security/isolation', '200,400', /in (?:requires_|processing)/],
  ['reason-number-accepted', '/body/cancellation_reason/type', '200', /^generated/],
  ['idempotency-forgotten', '/idempotency/replay', '200,400'],
])('the script for %s shows the failure of %s, also in one line', async ([fault, rule, expected, inCase]) => {
  await withScripts(fault, async (scriptOf, shell) => {
    const script = scriptOf(rule, inCase)
    expect(script).toMatch(/^ID=pi_\w+ # a fresh one in \w+\n/)
    expect(script.replaceAll(/^ID\d?=.*$/gm, '')).not.toMatch(/pi_\w/)
    expect(statuses(await shell(script)).join()).toBe(expected)
    // The comment of the first lines says what is needed: it stays until the ids are replaced.
    const [, assignments = '', rest = ''] = /^((?:ID\d?=.*\n)+)(.*)$/s.exec(script) ?? []
    expect(inOneLine(script)).not.toMatch(/\n| # /)
    expect(statuses(await shell(`${assignments}${inOneLine(rest)}`)).join()).toBe(expected)
  })
})

test('the script of a request without a body sends Content-Length: 0 as the run did', async () => {
  await withScripts('body-truncated', async (scriptOf, shell) => {
    const script = scriptOf('/responses/200/application/json')
    if (!script.includes('--data')) expect(script).toContain("-H 'Content-Length: 0'")
    expect(statuses(await shell(script)).join()).toContain('200')
  })
})
