import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { runContract } from '../../src/contract/index.ts'
import { readDescription } from '../../src/description/index.ts'
import { startLocalTarget } from '../../src/sandbox/local-target.ts'

const run = promisify(execFile)

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
