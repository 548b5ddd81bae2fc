/** An empty project of a user, and the commands that build and start it. */
export interface Project {
  readonly name: string
  /** The options of `npm run generate`. */
  readonly generate: readonly string[]
  readonly files: Readonly<Record<string, string>>
  /** The commands, each a program and its arguments. `$name` is the program of a tool. The last one cancels. */
  readonly commands: readonly (readonly string[])[]
}

/** Cancels the PaymentIntent of the environment with the generated client, and prints its status. */
const program = (load: string): string => `${load}
const { LEANRAILS_URL, LEANRAILS_KEY, PAYMENT_INTENT } = process.env
const leanrails = createLeanRails({ apiKey: LEANRAILS_KEY ?? '', baseUrl: LEANRAILS_URL })
leanrails.cancelPaymentIntent({ id: PAYMENT_INTENT ?? '' }).orThrow().then((intent) => console.log(intent.status))
`

/** The same as a worker, which responds with the status. */
const WORKER = `import { createLeanRails } from '../generated/leanrails/index.js'
interface Env { LEANRAILS_URL: string; LEANRAILS_KEY: string; PAYMENT_INTENT: string }
export default {
  async fetch(_request: Request, env: Env): Promise<Response> {
    const leanrails = createLeanRails({ apiKey: env.LEANRAILS_KEY, baseUrl: env.LEANRAILS_URL })
    const intent = await leanrails.cancelPaymentIntent({ id: env.PAYMENT_INTENT }).orThrow()
    return new Response(intent.status)
  },
}
`

const importing = (path: string): string => program(`import { createLeanRails } from '${path}'`)
const requiring = (path: string): string => program(`const { createLeanRails } = require('${path}')`)
const awaiting = (path: string): string =>
  `void (async () => {\n${program(`const { createLeanRails } = await import('${path}')`)}})()\n`

const manifest = (type: 'module' | 'commonjs'): string => JSON.stringify({ private: true, type })

const tsconfig = (options: object): string =>
  JSON.stringify({
    compilerOptions: {
      ...{ target: 'es2022', lib: ['es2022'], types: ['node'], strict: true, skipLibCheck: true },
      ...{ rootDir: 'src', outDir: 'dist', ...options },
    },
    include: ['src'],
  })

const BUNDLED = {
  'package.json': manifest('module'),
  'src/main.ts': importing('../generated/leanrails/index.js'),
}
const BUNDLED_JS = {
  'package.json': manifest('module'),
  'src/main.js': importing('../generated/leanrails/index.js'),
}

const service = (typescript: string, type: 'module' | 'commonjs', module: string): Project => ({
  name: `tsc ${typescript}, ${type === 'module' ? 'ES modules' : 'CommonJS'}, ${module}`,
  generate: ['--language', 'js'],
  files: {
    'package.json': manifest(type),
    'tsconfig.json': tsconfig({ module, moduleResolution: module }),
    'src/main.ts': importing('../generated/leanrails/index.js'),
  },
  commands: [
    [`$tsc-${typescript}`, '-p', '.'],
    ['$node', 'dist/main.js'],
  ],
})

/** How each kind of project uses the client, as docs/client.md says. */
export const projects: readonly Project[] = [
  {
    name: 'Vite',
    generate: [],
    files: BUNDLED,
    commands: [
      ['$vite', 'build', '--ssr', 'src/main.ts', '--outDir', 'dist', '--logLevel', 'error'],
      ['$node', 'dist/main.js'],
    ],
  },
  {
    name: 'esbuild',
    generate: [],
    files: BUNDLED,
    commands: [
      [
        '$esbuild',
        'src/main.ts',
        '--bundle',
        '--format=esm',
        '--platform=node',
        '--outfile=dist/main.js',
        '--log-level=error',
      ],
      ['$node', 'dist/main.js'],
    ],
  },
  {
    name: 'esbuild, imports without extensions',
    generate: ['--import-extension', 'none'],
    files: { ...BUNDLED, 'src/main.ts': importing('../generated/leanrails') },
    commands: [
      [
        '$esbuild',
        'src/main.ts',
        '--bundle',
        '--format=esm',
        '--platform=node',
        '--outfile=dist/main.js',
        '--log-level=error',
      ],
      ['$node', 'dist/main.js'],
    ],
  },
  {
    name: 'webpack',
    generate: ['--language', 'js'],
    files: {
      ...BUNDLED_JS,
      'webpack.config.cjs': `module.exports = { mode: 'production', target: 'node', entry: './src/main.js', output: { path: __dirname + '/dist', filename: 'main.cjs' } }`,
    },
    commands: [
      ['$webpack', '--config', 'webpack.config.cjs'],
      ['$node', 'dist/main.cjs'],
    ],
  },
  {
    name: 'rspack, TypeScript',
    generate: [],
    files: {
      ...BUNDLED,
      'rspack.config.cjs': `module.exports = {
  mode: 'production', target: 'node', entry: './src/main.ts', output: { path: __dirname + '/dist', filename: 'main.cjs' },
  resolve: { extensions: ['.ts', '.js'], extensionAlias: { '.js': ['.ts', '.js'] } },
  module: { rules: [{ test: /\\.ts$/, loader: 'builtin:swc-loader', options: { jsc: { parser: { syntax: 'typescript' } } } }] },
}`,
    },
    commands: [
      ['$rspack', 'build', '--config', 'rspack.config.cjs'],
      ['$node', 'dist/main.cjs'],
    ],
  },
  ...['5.4', '5.5', '5.6', '5.7', '5.8', '5.9', '6.0', '7.0'].map((version) =>
    service(version, 'module', 'nodenext'),
  ),
  service('5.9', 'module', 'node16'),
  ...['5.8', '5.9', '6.0', '7.0'].map((version) => service(version, 'commonjs', 'nodenext')),
  {
    name: 'JavaScript, CommonJS',
    generate: ['--language', 'js'],
    files: { 'package.json': manifest('commonjs'), 'main.js': requiring('./generated/leanrails/index.js') },
    commands: [['$node', 'main.js']],
  },
  {
    name: 'JavaScript, CommonJS, await import(), Node 20.18',
    generate: ['--language', 'js'],
    files: { 'package.json': manifest('commonjs'), 'main.js': awaiting('./generated/leanrails/index.js') },
    commands: [['$node20.18', 'main.js']],
  },
  ...['20', '22', '24', '26'].map((version): Project => ({
    name: `JavaScript, ES modules, Node ${version}`,
    generate: ['--language', 'js'],
    files: { 'package.json': manifest('module'), 'main.js': importing('./generated/leanrails/index.js') },
    commands: [[`$node${version}`, 'main.js']],
  })),
  ...['22', '24', '26'].map((version): Project => ({
    name: `TypeScript without its types, Node ${version}`,
    generate: ['--import-extension', 'ts'],
    files: { 'package.json': manifest('module'), 'main.ts': importing('./generated/leanrails/index.ts') },
    commands: [[`$node${version}`, '--disable-warning=ExperimentalWarning', 'main.ts']],
  })),
  {
    name: 'Deno',
    generate: ['--import-extension', 'ts'],
    files: { 'package.json': manifest('module'), 'main.ts': importing('./generated/leanrails/index.ts') },
    commands: [
      ['$deno', 'run', '--quiet', '--allow-net=127.0.0.1', '--allow-env', '--allow-read', 'main.ts'],
    ],
  },
  {
    name: 'Bun',
    generate: [],
    files: { 'package.json': manifest('module'), 'main.ts': importing('./generated/leanrails/index.js') },
    commands: [['$bun', 'run', 'main.ts']],
  },
  {
    name: 'workerd',
    generate: [],
    files: { 'package.json': manifest('module'), 'src/worker.ts': WORKER },
    commands: [
      [
        '$esbuild',
        'src/worker.ts',
        '--bundle',
        '--format=esm',
        '--conditions=workerd,worker,browser',
        '--outfile=dist/worker.mjs',
        '--log-level=error',
      ],
      ['$workerd', 'dist/worker.mjs', 'LEANRAILS_URL', 'LEANRAILS_KEY', 'PAYMENT_INTENT'],
    ],
  },
]
