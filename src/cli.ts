import {
  callOf,
  formatTable,
  nearest,
  needsPeers,
  requirePeers,
  UsageError,
  version,
} from './command/index.ts'
import { DescriptionError } from './description/index.ts'

/** All commands. Each is loaded when it is called, so that none adds to the start-up time of another. */
const commands: Record<
  string,
  { summary: string; load: () => Promise<(argv: string[]) => Promise<number>> }
> = {
  init: {
    summary: 'prepares a project: redocly.yaml, a fixture module, a suite for Vitest, a CI file',
    load: async () => (await import('./init/cli.ts')).initCommand,
  },
  generate: {
    summary: 'writes generated/<api>/ from the descriptions; --check detects drift',
    load: async () => (await import('./codegen/cli.ts')).generateCommand,
  },
  contract: {
    summary: 'tests a live implementation against its description',
    load: async () => {
      const { contractCommand } = await import('./contract/cli/command.ts')
      // The only place that imports both: the contract must not depend on the sandbox, and seldom needs it.
      return (argv) =>
        contractCommand(argv, async (api) =>
          (await import('./sandbox/local-target.ts')).startLocalTarget(api),
        )
    },
  },
  mock: {
    summary: 'serves a mock of a description',
    load: async () => (await import('./mock/cli/command.ts')).mockCommand,
  },
  proxy: {
    summary: 'passes requests on to a server, and checks what passes against a description',
    load: async () => (await import('./proxy/cli.ts')).proxyCommand,
  },
  sandbox: {
    summary: 'serves a stateful implementation of an API, with switchable faults',
    load: async () => (await import('./sandbox/cli.ts')).sandboxCommand,
  },
  selftest: {
    summary: 'shows how many faults the contract of a description would notice',
    load: async () => (await import('./faults/cli.ts')).selftestCommand,
  },
  docs: {
    summary: 'builds the documentation site in dist/docs/',
    load: async () => (await import('./docs/cli/command.ts')).docsCommand,
  },
  lint: {
    summary: 'checks descriptions, with the rules of redocly.yaml if there is one',
    load: async () => (await import('./lint/cli.ts')).lintCommand,
  },
  diff: {
    summary: 'lists the changes between two versions of a description, with the semver bump each needs',
    load: async () => (await import('./diff/cli.ts')).diffCommand,
  },
  dev: {
    summary: 'watches the descriptions while you edit: lint, generate, mock, docs, contract',
    load: async () => {
      const { devCommand } = await import('./dev/cli.ts')
      const { startSandboxTarget } = await import('./sandbox/local-target.ts')
      return (argv) => devCommand(argv, startSandboxTarget)
    },
  },
}

function help(): string {
  const rows = Object.entries(commands).map(([name, { summary }]): [string, string] => [name, summary])
  return [
    `Usage: ${callOf('<command>', '[options]')}`,
    formatTable(rows),
    'Run a command with --help to see its options.',
  ].join('\n\n')
}

/** Runs one command. @returns its exit code, or 2 if it could not run */
async function main([name, ...argv]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h') {
    console.log(help())
    return name === undefined ? 2 : 0
  }
  if (name === '--version' || name === '-v') {
    console.log(version)
    return 0
  }
  const command = commands[name]
  if (command === undefined) {
    const suggestion = nearest(name, Object.keys(commands))
    throw new UsageError(
      `Unknown command \`${name}\`. ${suggestion === undefined ? help() : `Did you mean \`${suggestion}\`?`}`,
    )
  }
  const run = await command.load().catch((error: unknown) => {
    // A package that only this command needs.
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND' && needsPeers(name))
      requirePeers(name)
    throw error
  })
  return run(argv)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const isKnown = error instanceof UsageError || error instanceof DescriptionError
  if (isKnown) console.error(error.message)
  else console.error('Internal error. Please report it, with the command that you ran:', error)
  process.exitCode = 2
}

// A fixture module can leave a connection pool or a timer open. End the process anyway.
if (process.argv[2] === 'contract') {
  setTimeout(() => process.stdout.write('', () => process.exit()), 1000).unref()
}
