import type { PathParameters } from '../fixtures/types.ts'
import { assignment, ResourceVariables, withVariables } from './resource-variables.ts'

interface Line {
  /** Returns the command. Called only when a script is rendered: most commands never are. */
  readonly command: () => string
  readonly resource: PathParameters
  /** A comment on this request alone. */
  readonly remark: string
  /** The idempotency key of the request, if it can be any unused UUID. */
  readonly key: string | undefined
}

/** Makes a UUID in a shell of Linux or macOS. */
const FRESH_UUID = '$(uuidgen 2>/dev/null || cat /proc/sys/kernel/random/uuid)'

/** The most steps that a script shows. */
const MAX_STEPS = 6

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** Records the requests of a case, and renders them as a shell script that reproduces a failure. */
export class Script {
  /** The requests of one step are sent at the same time. */
  private steps: Line[][] = []
  private readonly descriptions = new Map<PathParameters, string>()
  private readonly variables = new ResourceVariables()
  private remark = ''
  private currentStep: Line[] | undefined

  /**
   * Describes a resource, in a comment where the script first uses it.
   *
   * @param needed what to give instead of it: `a fresh one in requires_capture`
   */
  describeResource(resource: PathParameters, text: string, needed = 'a fresh one'): void {
    this.descriptions.set(resource, text)
    this.variables.add(resource, needed)
  }

  /** Adds a comment to the next request. */
  addRemark(text: string): void {
    this.remark = text
  }

  /** Forgets the requests so far, on which the others do not depend. @param kept how many of the last ones stay */
  restart(kept = 0): void {
    this.steps = this.steps.slice(this.steps.length - kept)
  }

  /** Records the requests that `send` adds as one step: they are sent at the same time. */
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
   * Records a request.
   *
   * @returns a function that renders the request, after the earlier requests on the same resource or with the same key
   */
  add(command: () => string, resource: PathParameters = {}, key?: string | null): () => string {
    const { remark } = this
    this.remark = ''
    const line: Line = { command, resource, remark, key: key != null && UUID.test(key) ? key : undefined }
    if (this.currentStep !== undefined) {
      this.currentStep.push(line)
      return () => this.render([[{ ...line, remark: 'One of several concurrent requests.' }]])
    }
    const hasHistory = this.steps
      .flat()
      .some((other) => other.resource === resource || (line.key !== undefined && other.key === line.key))
    this.steps.push([line])
    const shown = hasHistory ? this.steps.slice(-MAX_STEPS) : [[line]]
    return () => this.render(shown)
  }

  /** Renders the last steps. */
  last(count = MAX_STEPS): string {
    return this.render(this.steps.slice(-count))
  }

  private render(steps: readonly (readonly Line[])[]): string {
    const keys = new KeyVariables(steps.flat().flatMap(({ key }) => key ?? []))
    const describedResources = new Set<PathParameters>()
    const comment = ({ resource, remark }: Line): string => {
      const description = describedResources.has(resource) ? '' : (this.descriptions.get(resource) ?? '')
      describedResources.add(resource)
      return `${description} ${remark}`.replaceAll(/\s+/g, ' ').trim()
    }
    const rendered = steps.map((lines) => lines.map(({ command }) => command()))
    const variables = this.variables.usedIn(rendered.flat())
    return [
      ...variables.map(assignment),
      ...keys.assignments(),
      ...steps.flatMap((lines, step) => {
        const comments = new Set(lines.map(comment).filter((text) => text !== ''))
        const commands = lines.map(({ key }, index) =>
          keys.replaceIn(withVariables(rendered[step]?.[index] ?? '', variables), key),
        )
        return [
          ...[...comments].map((text) => `# ${text}`),
          ...(commands.length === 1 ? commands : concurrentCommands(commands)),
        ]
      }),
    ].join('\n')
  }
}

/** Replaces idempotency keys by fresh ones: the keys that the run sent are used up. */
class KeyVariables {
  /** The keys that several requests share. Each gets a variable. */
  private readonly shared: readonly string[]

  constructor(keys: readonly string[]) {
    this.shared = [...new Set(keys)].filter((key) => keys.indexOf(key) !== keys.lastIndexOf(key))
  }

  assignments(): string[] {
    return this.shared.map((key) => `${this.nameOf(key)}=${FRESH_UUID}`)
  }

  replaceIn(command: string, key: string | undefined): string {
    if (key === undefined) return command
    const value = this.shared.includes(key) ? `$${this.nameOf(key)}` : FRESH_UUID
    return command.replace(new RegExp(`-H '([^':]+): ${key}'`), (_, name: string) => `-H "${name}: ${value}"`)
  }

  private nameOf(key: string): string {
    return this.shared.length === 1 ? 'KEY' : `KEY${this.shared.indexOf(key) + 1}`
  }
}

/** Returns shell lines that run commands at the same time and wait for all of them: a loop if all are the same. */
function concurrentCommands(commands: readonly string[]): string[] {
  const [first = ''] = commands
  if (commands.some((command) => command !== first))
    return [...commands.map((command) => `${command} &`), 'wait']
  const numbers = commands.map((_, index) => index + 1).join(' ')
  return [`for i in ${numbers}; do`, `  ${first.replaceAll('\n', '\n  ')} &`, 'done', 'wait']
}
