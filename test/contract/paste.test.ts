import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { runContract } from '../../src/contract/index.ts'
import { readDescription } from '../../src/description/index.ts'
import { startLocalTarget } from '../../src/sandbox/local-target.ts'

const run = promisify(execFile)

/** Whether the script of a broken rule shows it, on a fresh resource in place of the used one. */
async function paste(fault: string, rule: string, isShown: (printed: string) => boolean): Promise<boolean> {
  const local = await startLocalTarget('leanrails', { faults: [fault] })
  const { baseUrl, apiKey, fixtures } = local
  try {
    const description = await readDescription(process.cwd(), 'leanrails')
    const report = await runContract({ description, seed: 1, target: { baseUrl, apiKey }, fixtures })
    const { failures: violations } = report.rules.find(({ id }) => id === `cancelPaymentIntent/${rule}`) ?? {}
    const { curl = '' } = violations?.[0] ?? {}
    const state = /^# On a fresh resource, in `(\w+)`/m.exec(curl)?.[1] ?? ''
    // Five milliseconds are short for a shell on a busy machine.
    for (let time = 0; time < 10; time += 1) {
      const made = (await fixtures.create(state, { baseUrl, apiKey, fetch })) as { id: string }
      const script = curl.replaceAll(/\bpi_\w+/g, made.id)
      const env = { PATH: process.env['PATH'], API_KEY: apiKey }
      if (isShown((await run('bash', ['-c', script], { env })).stdout)) return true
    }
    return false
  } finally {
    await local.close()
  }
}

const statuses = (printed: string): string[] => printed.match(/(?<=HTTP\/1\.1 )\d+/g) ?? []

test('a race is a race when it is pasted', async () => {
  const isShown = (printed: string) => statuses(printed).filter((status) => status === '200').length > 1
  expect(await paste('race-check-then-act', 'lifecycle/once', isShown)).toBe(true)
})

test('a replay that is another answer is one when it is pasted', async () => {
  const isShown = (printed: string) => statuses(printed).join() === '200,400'
  expect(await paste('idempotency-forgotten', 'idempotency/replay', isShown)).toBe(true)
})
