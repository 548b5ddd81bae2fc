import { join } from 'node:path'
import { VARIANTS } from './domain/choices.ts'
import { isInstalled, OTHER_NAMES } from './others.ts'
import { installFrameworks } from './packages.ts'
import type { ServerCommand } from './row.ts'
import { environment, findProgram, hasModule } from './unpacked.ts'

/** A server of the table, without its API. */
export interface Server {
  readonly name: string
  readonly variants: readonly string[]
  /** Whether it needs nothing but this project and Node.js. */
  readonly isBuiltIn: boolean
  /** Returns why the server cannot be started. `packages` is a folder of unpacked packages. */
  readonly missing: (packages?: string) => string | undefined
  readonly command: (api: string, variant: string, packages?: string) => ServerCommand
}

const HERE = import.meta.dirname
const BOTH = ['strict', 'lenient']

function node(file: string, args: readonly string[], env?: NodeJS.ProcessEnv): ServerCommand {
  return {
    file: process.execPath,
    args: ['--import', 'tsx', join(HERE, file), ...args],
    ...(env && { env }),
  }
}

function javaScript(name: string): Server {
  const isBuiltIn = name === 'node'
  return {
    name,
    isBuiltIn,
    // The one that needs nothing has every choice alone as well.
    variants: isBuiltIn ? Object.keys(VARIANTS) : BOTH,
    missing: isBuiltIn ? () => undefined : once(installFrameworks),
    command: (api, variant) => node('serve.ts', [name, api, variant]),
  }
}

/** A server of Python: of its standard library, or the modules that it needs. */
function python(name: string, modules: readonly string[] = []): Server {
  return {
    name,
    isBuiltIn: false,
    variants: BOTH,
    missing: once((packages) => {
      const absent = ['sys', ...modules].find((one) => !hasModule(one, packages))
      return absent && `${absent === 'sys' ? 'python3' : `${absent} of Python`} is not installed`
    }),
    command: (api, variant, packages) => ({
      file: 'python3',
      // Without a cache beside the source.
      args: ['-B', join(HERE, 'python', 'server.py'), name, api, JSON.stringify(VARIANTS[variant])],
      env: environment(packages),
    }),
  }
}

/** A server of PHP: its built-in one, or PHP-FPM behind a web server. */
function php(name: string, programs: readonly string[]): Server {
  return {
    name,
    isBuiltIn: false,
    variants: BOTH,
    missing: once((packages) => {
      const absent = programs.find((one) => findProgram(one, packages) === undefined)
      return absent && `${absent} is not installed`
    }),
    command: (api, variant, packages) =>
      node('serve-php.ts', [programs.slice(1).join(' '), api, variant, ...(packages ? [packages] : [])]),
  }
}

/** A server in another language. */
function other(name: string): Server {
  return {
    name,
    isBuiltIn: false,
    variants: BOTH,
    missing: once((packages) => (isInstalled(name, packages) ? undefined : `${name} is not installed`)),
    command: (api, variant, packages) =>
      node('serve-other.ts', [name, api, variant, ...(packages ? [packages] : [])]),
  }
}

/** Looks for something once, since it is the same for each row. */
function once(find: (packages?: string) => string | undefined): (packages?: string) => string | undefined {
  let found: { readonly reason: string | undefined } | undefined
  return (packages) => (found ??= { reason: find(packages) }).reason
}

/** All servers. */
export const SERVERS: readonly Server[] = [
  ...['node', 'express 5', 'express 4', 'fastify', 'koa', 'hono'].map(javaScript),
  ...['http.server', 'wsgiref'].map((name) => python(name)),
  ...['flask', 'bottle', 'aiohttp', 'tornado'].map((name) => python(name, [name])),
  python('fastapi', ['fastapi', 'uvicorn', 'h11']),
  python('django', ['django', 'gunicorn']),
  php('php', ['php8.2']),
  ...['nginx', 'apache2'].map((front) => php(`php-fpm, ${front}`, ['php8.2', 'php-fpm8.2', front])),
  ...OTHER_NAMES.map(other),
]
