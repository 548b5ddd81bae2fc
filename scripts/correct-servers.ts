import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readDescription } from '../src/description/index.ts'
import { command } from './command.ts'
import { ONLY } from './correct-servers/domain/choices.ts'
import { PROXIES, startProxy } from './correct-servers/proxies.ts'
import { startServer, testServer } from './correct-servers/row.ts'
import { SERVERS } from './correct-servers/servers.ts'
import type { Server } from './correct-servers/servers.ts'
import { printHeader, printNotRun, printRow } from './correct-servers/table.ts'
import { findProgram } from './correct-servers/unpacked.ts'

const APIS = ['leanrails', 'stripe']

const HELP = `Usage: npm run correct-servers -- [--only TEXT] [--packages FOLDER] [--all]

Tests servers that conform to the descriptions, on several frameworks with their defaults, strict and lenient for each
choice that the descriptions leave, and behind proxies. Prints one row for each server, variant and API. Exit code 1 if
a rule fails. It installs the frameworks of npm on demand, into a separate folder.

  --only TEXT        only the rows whose name contains this text, such as \`express 5, lenient, stripe\`
  --packages FOLDER  where packages of servers and proxies are unpacked. Otherwise they are looked for on PATH.
  --all              what is not installed is an error`

interface Row {
  readonly name: string
  readonly api: string
  readonly server: Server
  readonly variant: string
  readonly proxy?: (typeof PROXIES)[number]
}

/** Each server in each variant, and behind each proxy. */
function allRows(): Row[] {
  const rows = SERVERS.flatMap((server) =>
    APIS.flatMap((api) =>
      server.variants
        .filter((variant) => isLeftBy(api, variant))
        .map((variant) => ({
          name: `${server.name}, ${variant}, ${api}`,
          api,
          server,
          variant,
        })),
    ),
  )
  const behind = rows.filter(
    ({ server, variant }) => server.name === 'node' && /^(?:strict|lenient)$/.test(variant),
  )
  return [
    ...rows,
    ...PROXIES.flatMap((proxy) =>
      behind.map((row) => ({ ...row, proxy, name: `${proxy.name}, ${row.name}` })),
    ),
  ]
}

function isLeftBy(api: string, variant: string): boolean {
  const [choice = ''] = variant.split(':')
  return (ONLY[choice] ?? api) === api
}

async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: 'string', default: '' },
      packages: { type: 'string' },
      all: { type: 'boolean' },
    },
  })
  const { packages } = values
  const folder = mkdtempSync(join(tmpdir(), 'correct-servers-'))
  // A proxy that root starts writes as another user.
  chmodSync(folder, 0o755)
  const descriptions = new Map(
    await Promise.all(APIS.map(async (api) => [api, await readDescription(process.cwd(), api)] as const)),
  )
  let [failed, notRun] = [0, 0]
  printHeader()
  try {
    for (const { name, api, server, variant, proxy } of allRows().filter((row) =>
      row.name.includes(values.only),
    )) {
      const program = proxy && findProgram(proxy.name, packages)
      const reason =
        server.missing(packages) ??
        (proxy !== undefined && program === undefined ? `${proxy.name} is not installed` : undefined)
      const description = descriptions.get(api)
      if (reason !== undefined || description === undefined) {
        notRun += 1
        printNotRun(name, reason ?? '')
        continue
      }
      const started = await startServer(server.command(api, variant, packages))
      const front =
        proxy && program !== undefined
          ? await startProxy(proxy, { program, packages, folder, upstream: started.url })
          : undefined
      try {
        const report = await testServer(description, { ...started, url: front?.url ?? started.url })
        failed += report.summary.failed
        printRow(name, report)
      } finally {
        front?.stop()
        started.stop()
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return failed > 0 || (values.all === true && notRun > 0) ? 1 : 0
}

await command(HELP, main)
