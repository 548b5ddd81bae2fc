import type { PathParameters } from '../fixtures/types.ts'

/** A shorter value may occur anywhere in a command by chance. */
const VALUE = /^[\w.~-]{6,200}$/

/** Variables that a shell or a report uses itself. */
const RESERVED =
  /^(?:PATH|HOME|USER|PWD|OLDPWD|SHELL|TERM|LANG|IFS|UID|EUID|PPID|RANDOM|SECONDS|KEY\d*|.*API_KEY)$/

interface Variable {
  readonly name: string
  readonly value: string
  readonly comment: string
}

/** The ids of fresh resources, which scripts replace by shell variables: those that a run used are used up. */
export class ResourceVariables {
  /** Value → the path parameter that it is for, and what the resource must be. */
  private readonly values = new Map<string, { readonly parameter: string; readonly comment: string }>()

  /** @param comment what the resource must be: `a fresh one in requires_capture` */
  add(resource: PathParameters, comment: string): void {
    for (const [parameter, value] of Object.entries(resource)) {
      if (VALUE.test(value) && !this.values.has(value)) this.values.set(value, { parameter, comment })
    }
  }

  /** Returns the variables for the ids that some commands contain. */
  usedIn(commands: readonly string[]): Variable[] {
    const variables: Variable[] = []
    for (const [value, { parameter, comment }] of this.values) {
      if (!commands.some((command) => command.includes(value))) continue
      const taken = new Set(variables.map(({ name }) => name))
      variables.push({ name: freeName(parameter, taken), value, comment })
    }
    return variables
  }
}

/** @example assignment({ name: 'ID', … }) // 'ID=pi_1 # a fresh one in requires_capture' */
export function assignment({ name, value, comment }: Variable): string {
  return `${name}=${value} # ${comment}`
}

/** Replaces values by their variables in a shell command, whatever quotes they are in. */
export function withVariables(command: string, variables: readonly Variable[]): string {
  return variables.reduce(
    (replaced, { name, value }) =>
      replaced.includes(value) ? replaceInShell(replaced, value, name) : replaced,
    command,
  )
}

function freeName(parameter: string, taken: ReadonlySet<string>): string {
  const plain = parameter
    .toUpperCase()
    .replaceAll(/\W/g, '_')
    .replace(/^(?=\d)/, '_')
  const name = RESERVED.test(plain) ? `RESOURCE_${plain}` : plain
  let free = name
  for (let count = 2; taken.has(free); count += 1) free = `${name}${count}`
  return free
}

type Quote = 'none' | 'single' | 'double' | 'ansi'

function replaceInShell(command: string, value: string, name: string): string {
  const written: Readonly<Record<Quote, string>> = {
    none: `"$${name}"`,
    double: `\${${name}}`,
    single: `'"$${name}"'`,
    ansi: `'"$${name}"$'`,
  }
  let quote: Quote = 'none'
  let result = ''
  for (let at = 0; at < command.length;) {
    if (command.startsWith(value, at)) {
      result += written[quote]
      at += value.length
      continue
    }
    const length = command[at] === '\\' && quote !== 'single' ? 2 : 1
    const text = command.slice(at, at + length)
    if (length === 1) quote = nextQuote(quote, text, command[at - 1])
    result += text
    at += length
  }
  return result
}

function nextQuote(quote: Quote, character: string, before: string | undefined): Quote {
  if (character === "'") {
    if (quote === 'none') return before === '$' ? 'ansi' : 'single'
    return quote === 'double' ? 'double' : 'none'
  }
  if (character !== '"') return quote
  if (quote === 'none') return 'double'
  return quote === 'double' ? 'none' : quote
}
