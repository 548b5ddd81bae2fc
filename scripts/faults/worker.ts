import { readDescription, type Description } from '../../src/description/index.ts'
import { testSandbox } from './test-sandbox.ts'
import type { Outcome, Task } from './pool.ts'

/* Runs the tasks that the parent process sends, one after the other, until it disconnects. */

const descriptions = new Map<string, Promise<Description>>()

function describe(api: string): Promise<Description> {
  const known = descriptions.get(api) ?? readDescription(process.cwd(), api)
  descriptions.set(api, known)
  return known
}

async function run({ api, ...test }: Task): Promise<Outcome> {
  try {
    return { rules: await testSandbox(await describe(api), test), stoppedEarly: test.bail }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

process.on('message', (task: Task) => {
  void run(task).then((outcome) => process.send?.(outcome))
})
