import { join } from 'node:path'
import { installPeers } from '../peers.ts'

/** The generators to compare with, and GitHub's description. */
const PEERS = {
  '@hey-api/openapi-ts': '0.95.0',
  '@octokit/openapi': '23.0.0',
  orval: '7.13.2',
  typescript: '5.9.3',
}

/** A generator as a command line. */
export interface Generator {
  readonly name: string
  /** Returns the arguments of Node for a description and the folder of its output. */
  readonly args: (file: string, output: string) => string[]
}

/** Returns the folder in which the peers are installed. */
const peersFolder = (): string => installPeers('bench-generate', PEERS)

/** Returns the path of GitHub's description. */
export const githubDescription = (): string =>
  join(peersFolder(), 'node_modules/@octokit/openapi/generated/api.github.com.json')

/** Returns all generators. The ratios are to the first one. */
export function generators(root: string): Generator[] {
  const ours = join(root, 'src/main.js')
  const own = (path: string): string => join(root, 'node_modules', path)
  const peer = (path: string): string => join(peersFolder(), 'node_modules', path)
  return [
    {
      name: 'openapi-typescript',
      args: (file, output) => [
        own('openapi-typescript/bin/cli.js'),
        file,
        '--output',
        join(output, 'types.ts'),
      ],
    },
    {
      name: 'ours, types and client',
      args: (file, output) => [ours, 'generate', file, '--output', output, '--no-validators'],
    },
    {
      name: 'ours, with validators',
      args: (file, output) => [ours, 'generate', file, '--output', output],
    },
    {
      name: '@hey-api/openapi-ts',
      args: (file, output) => [peer('@hey-api/openapi-ts/bin/run.js'), '-i', file, '-o', output],
    },
    {
      name: 'orval',
      args: (file, output) => [
        peer('orval/dist/bin/orval.js'),
        '--input',
        file,
        '--output',
        join(output, 'client.ts'),
        '--client',
        'fetch',
      ],
    },
    {
      name: 'Redocly generate-client',
      args: (file, output) => [
        own('@redocly/cli/bin/cli.js'),
        'generate-client',
        file,
        '--output',
        join(output, 'client.ts'),
      ],
    },
  ]
}
