import { nearest, UsageError } from './command/index.ts'
import { DescriptionError } from './description/index.ts'

/** Every command, loaded when it is called: a command pays for no other's start-up. */
const commands: Record<
  string,
  { summary: string; load: () => Promise<(argv: string[]) => Promise<number>> }
> = {
  generate: {
    summary: 'writes generated/<api>/ from the descriptions; --check tells of drift',
    load: async () => (await import('./codegen/cli.ts')).generateCommand,
  },
  contract: {
    summary: 'judges a live implementation by its description',
    load: async () => {
      const { contractCommand } = await import('./contract/cli/command.ts')
      // The one place where the two meet: the contract knows nothing of the sandbox.
      const { startLocalTarget } = await import('./sandbox/local-target.ts')
      return (argv) => contractCommand(argv, (api) => startLocalTarget(api))
    },
  },
  mock: {
    summary: 'serves Prism from a description',
    load: async () => (await import('./mock/cli/command.ts')).mockCommand,
  },
  sandbox: {
    summary: 'serves a stateful implementation of an API, with switchable faults',
    load: async () => (await import('./sandbox/cli.ts')).sandboxCommand,
  },
  docs: {
    summary: 'builds the documentation site in dist/docs/',
    load: async () => (await import('./docs/cli/command.ts')).docsCommand,
  },
  dev: {
    summary: 'follows the descriptions while you edit: lint, generate, mock, docs, contract',
    load: async () => {
      const { devCommand } = await import('./dev/cli.ts')
      const { startLocalTarget } = await import('./sandbox/local-target.ts')
      return (argv) => devCommand(argv, (api) => startLocalTarget(api))
    },
  },
}

function help(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length))
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  return ['Usage: npm run <command> -- [options]', '', ...lines, '', 'Each command takes --help.'].join('\n')
}

/** Runs one command. @returns the exit code: what the command says; 2 where it could not run */
async function main([name, ...argv]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h') {
    console.log(help())
    return name === undefined ? 2 : 0
  }
  const command = commands[name]
  if (command === undefined) {
    const suggestion = nearest(name, Object.keys(commands))
    throw new UsageError(
      `Unknown command \`${name}\`. ${suggestion === undefined ? help() : `Did you mean \`${suggestion}\`?`}`,
    )
  }
  const run = await command.load()
  return run(argv)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const isKnown = error instanceof UsageError || error instanceof DescriptionError
  if (isKnown) console.error(error.message)
  else console.error('This is a fault of the tool itself; please report it with what you called:', error)
  process.exitCode = 2
}

// What a fixture module leaves open, a pool of connections or a timer, keeps nobody waiting.
if (process.argv[2] === 'contract') {
  setTimeout(() => process.stdout.write('', () => process.exit()), 1000).unref()
}
