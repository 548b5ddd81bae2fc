import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { ServerCommand } from './row.ts'
import { VARIANTS } from './domain/choices.ts'

/** A server of the table, without its API. */
export interface Server {
  readonly name: string
  readonly variants: readonly string[]
  readonly needs: 'nothing' | 'frameworks' | 'python'
  command(api: string, variant: string): ServerCommand
}

const HERE = import.meta.dirname
const BOTH = ['strict', 'lenient']

function javaScript(name: string, needs: Server['needs'], variants: readonly string[]): Server {
  return {
    name,
    variants,
    needs,
    command: (api, variant) => ({
      file: process.execPath,
      args: ['--import', 'tsx', join(HERE, 'serve.ts'), name, api, variant],
    }),
  }
}

/** A server of Python's standard library. */
function python(name: string): Server {
  return {
    name,
    variants: BOTH,
    needs: 'python',
    command: (api, variant) => ({
      file: 'python3',
      // Without a cache beside the source.
      args: ['-B', join(HERE, 'python', 'server.py'), name, api, JSON.stringify(VARIANTS[variant])],
    }),
  }
}

/** All servers. The one that needs nothing has every choice alone as well. */
export const SERVERS: readonly Server[] = [
  javaScript('node', 'nothing', Object.keys(VARIANTS)),
  ...['express 5', 'express 4', 'fastify', 'koa', 'hono'].map((name) => javaScript(name, 'frameworks', BOTH)),
  ...['http.server', 'wsgiref'].map(python),
]

/** Returns whether Python is installed. */
export function hasPython(): boolean {
  return spawnSync('python3', ['--version']).status === 0
}
