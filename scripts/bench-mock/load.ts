import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent } from 'node:http'
import { fileURLToPath } from 'node:url'
import { post } from '../post.ts'
import type { PostRequest } from '../post.ts'

/** A server in a separate process. */
export interface Subject {
  readonly url: URL
  readonly child: ChildProcess
}

/** Starts a server in a separate process, and returns when it listens. */
export async function start(subjectName: 'bare' | 'mock', api: string): Promise<Subject> {
  const child = fork(fileURLToPath(new URL('serve.ts', import.meta.url)), [subjectName, api])
  const [message] = (await once(child, 'message')) as [{ url: string }]
  return { url: new URL(message.url), child }
}

/** The cost of a number of requests. */
export interface Load {
  /** Requests per second. */
  readonly throughput: number
  /** The time of each request, in milliseconds. */
  readonly latencies: readonly number[]
  /** The processor time of the server for each request, in microseconds. */
  readonly cpu: number
}

/** Sends `count` valid requests over persistent `connections`. @throws Error for any status code but 200 */
export async function load(
  subject: Subject,
  makeRequest: () => PostRequest,
  count: number,
  connections: number,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const latencies: number[] = []
  const cpuBefore = await cpuOf(subject)
  const started = performance.now()
  const worker = async (share: number): Promise<void> => {
    for (let sent = 0; sent < share; sent += 1) {
      const before = performance.now()
      await post(subject.url, makeRequest(), agent)
      latencies.push(performance.now() - before)
    }
  }
  await Promise.all(Array.from({ length: connections }, () => worker(count / connections)))
  const seconds = (performance.now() - started) / 1000
  const cpu = ((await cpuOf(subject)) - cpuBefore) / count
  agent.destroy()
  return { throughput: count / seconds, latencies, cpu }
}

async function cpuOf({ child }: Subject): Promise<number> {
  child.send('cpu')
  const [message] = (await once(child, 'message')) as [{ cpu: number }]
  return message.cpu
}
