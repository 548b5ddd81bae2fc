import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readDescription } from '../src/description/index.ts'
import { command } from './command.ts'
import type { ApiName } from './correct-servers/domain/api.ts'
import { ONLY } from './correct-servers/domain/choices.ts'
import { FRONT_NAMES, startFront } from './correct-servers/fronts.ts'
import { PROXIES, startProxy } from './correct-servers/proxies.ts'
import { startServer, testServer } from './correct-servers/row.ts'
import { SERVERS } from './correct-servers/servers.ts'
import type { Server } from './correct-servers/servers.ts'
import { printHeader, printNotRun, printRow } from './correct-servers/table.ts'
import { findProgram } from './correct-servers/unpacked.ts'

const APIS: readonly ApiName[] = ['leanrails', 'stripe']

const HELP = `Usage: npm run correct-servers -- [--only TEXT] [--packages FOLDER] [--all]

Tests servers that conform to the descriptions, on several frameworks with their defaults, strict and lenient for each
choice that the descriptions leave, behind proxies, and with unusual choices that HTTP allows. Prints one row for each
server, variant and API. Exit code 1 if a rule fails. It installs the frameworks of npm on demand, into a separate folder.

  --only TEXT        only the rows whose name contains this text, such as \`express 5, lenient, stripe\`
  --packages FOLDER  where packages of servers and proxies are unpacked. Otherwise they are looked for on PATH.
  --all              what is not installed is an error`

interface Row {
  readonly name: string
  readonly api: ApiName
  readonly server: Server
  readonly variant: string
  readonly front?: Front
}

/** What is started in front of a server. */
interface Front {
  readonly name: string
  /** The variants of the servers behind it. */
  readonly variants: readonly string[]
  readonly missing: (packages?: string) => string | undefined
  readonly start: (
    upstream: string,
    options: { readonly api: ApiName; readonly packages: string | undefined; readonly folder: string },
  ) => Promise<{ readonly url: string; stop(): void }>
}

const FRONTS: readonly Front[] = [
  ...FRONT_NAMES.map((name) => ({
    name,
    variants: ['strict'],
    missing: () => undefined,
    start: (upstream: string, { api }: { readonly api: ApiName }) => startFront(name, api, upstream),
  })),
  ...PROXIES.map((proxy): Front => {
    const { name } = proxy
    return {
      name,
      variants: ['strict', 'lenient'],
      missing: (packages) => (findProgram(name, packages) ? undefined : `${name} is not installed`),
      start: (upstream, { packages, folder }) =>
        startProxy(proxy, { program: findProgram(name, packages) ?? name, packages, folder, upstream }),
    }
  }),
]

/** Each server in each variant, and behind each front. */
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
  const behind = rows.filter(({ server }) => server.name === 'node')
  return [
    ...rows,
    ...FRONTS.flatMap((front) =>
      behind
        .filter(({ variant }) => front.variants.includes(variant))
        .map((row) => ({ ...row, front, name: `${front.name}, ${row.name}` })),
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
    for (const { name, api, server, variant, front } of allRows().filter((row) =>
      row.name.includes(values.only),
    )) {
      const reason = server.missing(packages) ?? front?.missing(packages)
      const description = descriptions.get(api)
      if (reason !== undefined || description === undefined) {
        notRun += 1
        printNotRun(name, reason ?? '')
        continue
      }
      const started = await startServer(server.command(api, variant, packages))
      const before = await front?.start(started.url, { api, packages, folder })
      try {
        const report = await testServer(description, { ...started, url: before?.url ?? started.url })
        failed += report.summary.failed
        printRow(name, report)
      } finally {
        before?.stop()
        started.stop()
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return failed > 0 || (values.all === true && notRun > 0) ? 1 : 0
}

await command(HELP, main)
