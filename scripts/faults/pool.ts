import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { FailedRule, SandboxTest } from './test-sandbox.ts'

/** One run of the contract. */
export interface Task extends SandboxTest {
  readonly api: string
}

/** The result of a run: the failed rules, or why there was no verdict. */
export type Outcome =
  { readonly rules: readonly FailedRule[]; readonly stoppedEarly?: boolean } | { readonly error: string }

/**
 * Runs every task in one of `size` processes, and reports each when it is done.
 *
 * @throws Error if a process ends before its task
 */
export async function runAll(
  tasks: readonly Task[],
  size: number,
  onOutcome: (task: Task, outcome: Outcome) => void,
): Promise<void> {
  const queue = [...tasks]
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = fork(fileURLToPath(new URL('worker.ts', import.meta.url)))
      let task: Task | undefined
      const next = (): void => {
        task = queue.shift()
        if (task === undefined) worker.disconnect()
        else worker.send(task)
      }
      worker.on('message', (outcome: Outcome) => {
        if (task !== undefined) onOutcome(task, outcome)
        next()
      })
      worker.on('error', reject)
      worker.on('exit', (code) => {
        if (code === 0 && task === undefined) resolve()
        else reject(new Error(`A process ended with ${code ?? 'a signal'} before its task was done.`))
      })
      next()
    })
  await Promise.all(Array.from({ length: Math.min(size, tasks.length) }, work))
}
