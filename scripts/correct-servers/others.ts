import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { environment } from './unpacked.ts'

type Command = readonly [string, ...string[]]

/** A server in a language that reads HTTP and parses bodies. It asks this project for each response. */
interface Other {
  /** A command that ends without an error if everything is installed. */
  readonly probe: (root: string) => Command
  /** The command of the server. `folder` is empty. */
  readonly command: (root: string, port: number, folder: string) => Command
  /** Where the language finds its packages below a folder. */
  readonly paths?: Readonly<Record<string, readonly string[]>>
}

const FILES = join(import.meta.dirname, 'other')
const TRIPLE = 'x86_64-linux-gnu'
const JARS = [
  'catalina',
  'coyote',
  'juli',
  'api',
  'servlet-api',
  'annotations-api',
  'jaspic-api',
  'util',
  'util-scan',
]
const JACKSON = ['core', 'databind', 'annotations']

const sinatra = (server: string): Other => ({
  probe: () => ['ruby', '-e', `require 'sinatra/base'; require 'rack/handler/${server}'`],
  command: (_, port) => ['ruby', join(FILES, 'sinatra.rb'), server, String(port)],
  paths: {
    RUBYLIB: ['usr/lib/ruby/vendor_ruby', 'usr/lib/ruby/3.1.0', `usr/lib/${TRIPLE}/ruby/3.1.0`],
    GEM_PATH: ['usr/share', `usr/lib/${TRIPLE}`].flatMap((folder) =>
      ['all', '3.1.0'].map((version) => `${folder}/rubygems-integration/${version}`),
    ),
  },
})

const java = (root: string): [string, ...string[]] => {
  const jars = [...JARS.map((name) => `tomcat9-${name}`), ...JACKSON.map((name) => `jackson-${name}`)]
  return ['java', '-cp', jars.map((name) => join(root, 'usr/share/java', `${name}.jar`)).join(delimiter)]
}

// As the command `starman` does, wherever it is installed.
const STARMAN =
  'my $runner = Plack::Runner->new(env => "deployment"); $runner->parse_options(@ARGV); $runner->run'

const OTHERS: Readonly<Record<string, Other>> = {
  'sinatra, puma': sinatra('puma'),
  'sinatra, webrick': sinatra('webrick'),
  'plack, starman': {
    probe: () => ['perl', '-MStarman', '-MPlack::Request', '-e', '1'],
    command: (_, port) => [
      ...(['perl', '-MPlack::Runner', '-e', STARMAN] as const),
      ...[
        '--',
        '--server',
        'Starman',
        '--error-log',
        '/dev/null',
        '--listen',
        `127.0.0.1:${port}`,
        join(FILES, 'plack.psgi'),
      ],
    ],
    paths: { PERL5LIB: ['usr/share/perl5', `usr/lib/${TRIPLE}/perl5/5.36`] },
  },
  'net/http': {
    probe: () => ['go', 'version'],
    command: (_, port) => ['go', 'run', join(FILES, 'server.go'), String(port)],
  },
  tomcat: {
    probe: (root) => [
      ...java(root),
      '--add-modules',
      'jdk.compiler',
      '--dry-run',
      'org.apache.catalina.startup.Tomcat',
    ],
    command: (root, port, folder) => [...java(root), join(FILES, 'Server.java'), String(port), folder],
  },
}

/** The names of all. */
export const OTHER_NAMES = Object.keys(OTHERS)

/** Returns the command of a server, and its environment. */
export function commandOf(
  name: string,
  packages: string | undefined,
  port: number,
  folder: string,
): { readonly command: Command; readonly env: NodeJS.ProcessEnv } {
  return { command: found(name).command(packages ?? '/', port, folder), env: environmentOf(name, packages) }
}

/** Returns whether everything that a server needs is installed. */
export function isInstalled(name: string, packages: string | undefined): boolean {
  const [file, ...args] = found(name).probe(packages ?? '/')
  const { status } = spawnSync(file, args, { env: environmentOf(name, packages), stdio: 'ignore' })
  return status === 0
}

function environmentOf(name: string, packages: string | undefined): NodeJS.ProcessEnv {
  const base = environment(packages)
  if (packages === undefined) return base
  const below = (folders: readonly string[]): string =>
    folders.map((folder) => join(packages, folder)).join(delimiter)
  const { paths = {} } = found(name)
  return {
    ...base,
    PATH: [below(['usr/bin', 'usr/lib/go-1.19/bin']), base['PATH']].join(delimiter),
    ...Object.fromEntries(Object.entries(paths).map(([variable, folders]) => [variable, below(folders)])),
  }
}

function found(name: string): Other {
  const other = OTHERS[name]
  if (other === undefined) throw new Error(`Unknown server: ${name}`)
  return other
}
