import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What a process may use. Beyond that it is ended. */
export interface Limits {
  /** Of the processor, which other processes do not change. Of the clock where the system does not say. */
  readonly seconds: number
  readonly megabytes: number
}

/** What a process did. */
export interface Watched {
  readonly exitCode?: number
  readonly signal?: string
  readonly stdout: string
  readonly stderr: string
  /** Until it ended, or until it was stopped because the work was done. */
  readonly seconds: number
  readonly megabytes: number
  readonly faults: readonly string[]
}

/** Use of one process. Called with each text that it prints; stops it by resolving. */
export type Session = (printed: string) => Promise<boolean>

/** How often time and memory are read, in milliseconds. */
const INTERVAL = 50

/** When a process is ended that waits and does nothing, in seconds. A busy machine gives it a part of its time only. */
const MAX_WAIT = 60

/** The seconds of the processor with which a process does something. */
const LEAST_USE = 0.2

/**
 * Runs `node` with a watch on time and memory.
 *
 * @param session uses a server; called after each output, returns whether the work is done
 */
export function runWatched(
  args: readonly string[],
  cwd: string,
  limits: Limits,
  session?: Session,
): Promise<Watched> {
  const started = performance.now()
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const faults: string[] = []
  let stdout = ''
  let stderr = ''
  let megabytes = 0
  let seconds = 0
  let isEnded = false
  let isDone = false
  let active = { seconds: 0, at: 0 }
  const end = (signal: NodeJS.Signals, fault?: string): void => {
    if (isEnded) return
    isEnded = true
    if (fault !== undefined) faults.push(fault)
    child.kill(signal)
  }
  const timer = setInterval(() => {
    if (isEnded) return
    const elapsed = (performance.now() - started) / 1000
    const used = useOf(child)
    megabytes = Math.max(megabytes, used?.megabytes ?? 0)
    seconds = used?.seconds ?? (process.platform === 'linux' ? seconds : elapsed)
    if (seconds - active.seconds > LEAST_USE) active = { seconds, at: elapsed }
    if (elapsed - active.at > MAX_WAIT) end('SIGKILL', `It has done nothing for ${MAX_WAIT} s.`)
    else if (seconds > limits.seconds) end('SIGKILL', `It takes more than ${limits.seconds} s.`)
    else if (megabytes > limits.megabytes) end('SIGKILL', `It takes more than ${limits.megabytes} MB.`)
  }, INTERVAL)
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
    if (session === undefined || isDone) return
    void session(stdout).then((done) => {
      if (!done) return
      isDone = true
      end('SIGTERM')
    })
  })
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearInterval(timer)
      if (signal !== null && faults.length === 0 && !isDone) faults.push(`It died of ${signal}.`)
      const trace = STACK_TRACE.exec(`${stdout}\n${stderr}`)
      if (trace !== null) faults.push(`It prints a stack trace: ${trace[0].trim()}`)
      resolve({
        ...(code !== null && { exitCode: code }),
        ...(signal !== null && { signal }),
        ...{ stdout, stderr, seconds, megabytes: Math.round(megabytes), faults },
      })
    })
  })
}

const STACK_TRACE = /^\s+at (?:async )?(?:\S+ \()?(?:file:|node:|\/)\S+:\d+:\d+\)?.*$|Internal error\..*/m

/** Returns the peak memory and the processor time of a process; undefined if it has ended. */
function useOf({ pid = 0 }: ChildProcess): { megabytes: number; seconds?: number } | undefined {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
    return { megabytes: Number(stdout) / 1024 }
  }
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    // The fields after the name, which can contain anything. User and system time are counted in hundredths of a second.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return {
      megabytes: Number(peak ?? 0) / 1024,
      seconds: (Number(fields[11]) + Number(fields[12])) / 100,
    }
  } catch {
    return undefined
  }
}
