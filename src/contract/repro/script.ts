import type { PathParameters } from '../fixtures/types.ts'
import { concurrentCommands } from './shell-loop.ts'

interface Line {
  /** Written when it is told: most never are. */
  readonly command: () => string
  readonly resource: PathParameters
  /** What there is to say of this request alone. */
  readonly remark: string
  /** The idempotency key that it sends, where it is one that only had to be fresh. */
  readonly key: string | undefined
}

/** A fresh UUID, in a shell of Linux or macOS. */
const FRESH = '$(uuidgen 2>/dev/null || cat /proc/sys/kernel/random/uuid)'

/** How many steps are told at most. */
const MOST = 6

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** What a case sends, as a shell script that shows it again, with what its reader has to know as comments. */
export class Script {
  /** The lines of each step go out at once. */
  private steps: Line[][] = []
  private readonly descriptions = new Map<PathParameters, string>()
  private remark = ''
  private currentStep: Line[] | undefined

  /** Says what a resource is; told where it is first used. */
  describeResource(resource: PathParameters, text: string): void {
    this.descriptions.set(resource, text)
  }

  /** Says something of the next request. */
  addRemark(text: string): void {
    this.remark = text
  }

  /** What came before shows nothing of what comes. */
  restart(): void {
    this.steps = []
  }

  /** What is added meanwhile goes out at once. */
  async concurrently<T>(send: () => Promise<T>): Promise<T> {
    this.currentStep = []
    this.steps.push(this.currentStep)
    try {
      return await send()
    } finally {
      this.currentStep = undefined
    }
  }

  /**
   * Adds a request.
   *
   * @returns what writes a script that shows it, with what went before on the same resource or with the same key
   */
  add(command: () => string, resource: PathParameters = {}, key?: string | null): () => string {
    const { remark } = this
    this.remark = ''
    const line: Line = { command, resource, remark, key: key != null && UUID.test(key) ? key : undefined }
    if (this.currentStep !== undefined) {
      this.currentStep.push(line)
      return () => this.render([[{ ...line, remark: 'One of several at once.' }]])
    }
    const hasHistory = this.steps
      .flat()
      .some((other) => other.resource === resource || (line.key !== undefined && other.key === line.key))
    this.steps.push([line])
    const shown = hasHistory ? this.steps.slice(-MOST) : [[line]]
    return () => this.render(shown)
  }

  /** The last steps. */
  last(count = MOST): string {
    return this.render(this.steps.slice(-count))
  }

  /** Steps as a script. Keys are made anew: those that were sent have been used. */
  private render(steps: readonly (readonly Line[])[]): string {
    const keys = steps.flat().flatMap(({ key }) => key ?? [])
    const shared = [...new Set(keys)].filter((key) => keys.indexOf(key) !== keys.lastIndexOf(key))
    const variable = (key: string): string => (shared.length === 1 ? 'KEY' : `KEY${shared.indexOf(key) + 1}`)
    const command = ({ command: write, key }: Line): string => {
      const text = write()
      if (key === undefined) return text
      const value = shared.includes(key) ? `$${variable(key)}` : FRESH
      return text.replace(new RegExp(`-H '([^':]+): ${key}'`), (_, name: string) => `-H "${name}: ${value}"`)
    }
    const describedResources = new Set<PathParameters>()
    const comment = ({ resource, remark }: Line): string => {
      const descriptions = describedResources.has(resource) ? '' : (this.descriptions.get(resource) ?? '')
      describedResources.add(resource)
      return `${descriptions} ${remark}`.replaceAll(/\s+/g, ' ').trim()
    }
    return [
      ...shared.map((key) => `${variable(key)}=${FRESH}`),
      ...steps.flatMap((lines) => {
        const comments = new Set(lines.map(comment).filter((text) => text !== ''))
        const commands = lines.map(command)
        return [
          ...[...comments].map((text) => `# ${text}`),
          ...(commands.length === 1 ? commands : concurrentCommands(commands)),
        ]
      }),
    ].join('\n')
  }
}
