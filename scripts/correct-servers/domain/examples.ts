import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** The response of a server, before a framework writes it. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: JsonObject
}

export type JsonObject = Readonly<Record<string, unknown>>

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly examples: Examples }>> }>
  >
  readonly 'x-lifecycle': { readonly states: Readonly<Record<string, Lifecycle>> }
}

type Examples = Readonly<Record<string, { readonly value: JsonObject }>>

interface Lifecycle {
  readonly responses: readonly { readonly status: string; readonly example?: string }[]
}

/** What the servers of an API take from its description: the examples of its responses, and its states. */
export interface Described {
  /** The name of the path parameter. */
  readonly parameter: string
  readonly states: readonly string[]
  /** The example of the response in a state, if it does not succeed, and whether it may succeed. */
  outcome(state: string): { readonly succeeds: boolean; readonly example?: string }
  /** The examples of the response that succeeds. */
  readonly successes: readonly JsonObject[]
  example(name: string): { readonly status: number; readonly body: JsonObject }
}

/** Reads the generated description of an API. */
export function readDescribed(api: string): Described {
  const file = resolve('generated', api, 'openapi.json')
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as {
    paths: Record<string, { post: Operation }>
  }
  const [found] = Object.entries(paths)
  if (found === undefined) throw new Error(`${file} has no operation.`)
  const [path, { post }] = found
  const examples = new Map(
    Object.entries(post.responses).flatMap(([status, { content }]) =>
      Object.values(content).flatMap((one) =>
        Object.entries(one.examples).map(
          ([name, { value }]): [string, { status: number; body: JsonObject }] => [
            name,
            { status: Number(status), body: value },
          ],
        ),
      ),
    ),
  )
  const { states } = post['x-lifecycle']
  return {
    parameter: /\{(\w+)\}/.exec(path)?.[1] ?? '',
    states: Object.keys(states),
    successes: [...examples.values()].filter(({ status }) => status === 200).map(({ body }) => body),
    outcome: (state) => {
      const responses = states[state]?.responses ?? []
      const example = responses.find((one) => one.example !== undefined)?.example
      return {
        succeeds: responses.some(({ status }) => status === '200'),
        ...(example !== undefined && { example }),
      }
    },
    example: (name) => {
      const found = examples.get(name)
      if (found === undefined) throw new Error(`${file} has no example \`${name}\`.`)
      return found
    },
  }
}
