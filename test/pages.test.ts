import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const decisions = readdirSync(join(root, 'docs/decisions')).map((name) => `docs/decisions/${name}`)
const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'docs/client.md', 'docs/migrating.md'],
  ...['docs/report.md', 'docs/traffic.md', 'docs/vocabulary.md'],
  ...['openapi/README.md', ...decisions],
]
const textOf = (page: string): string => readFileSync(join(root, page), 'utf8')

/** Names that the examples assume. */
const GIVEN = `
import type { Subject as GivenSubject } from '../../src/contract/vitest.ts'
import type {
  CancelPaymentIntentResult as GivenResult, LeanRails as GivenClient,
} from '../../generated/leanrails/client.ts'
declare global {
  const apiKey: string
  const startMyServer: () => Promise<GivenSubject>
  const result: GivenResult
  const leanrails: GivenClient
  const createClient: typeof import('openapi-fetch').default
}
`

/** Returns the TypeScript examples of all pages as modules: file name → text. */
function examples(): Map<string, string> {
  const found = pages.flatMap((page) =>
    [...textOf(page).matchAll(/```ts\n(.*?)```/gs)].map(([, code = ''], index): [string, string] => [
      `${page.replaceAll('/', '-')}-${index + 1}.ts`,
      // The examples are unchanged except for their folder.
      `${code
        .replace(/from '\.\.?\//g, "from '../../")
        .replace(/from 'openapi-contracts\/(leanrails|stripe)'/g, "from '../../generated/$1/client.ts'")
        .replace(/from 'openapi-contracts\/(\w+)'/g, "from '../../src/package/$1.ts'")}\nexport {}\n`,
    ]),
  )
  return new Map([...found, ['given.ts', GIVEN]])
}

it('examples on the pages compile', () => {
  mkdirSync(join(root, 'dist'), { recursive: true })
  const folder = mkdtempSync(join(root, 'dist/examples-'))
  try {
    const files = [...examples()].map(([name, text]) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    })
    expect(files.length).toBeGreaterThan(5)
    const { options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config,
      ts.sys,
      root,
    )
    // Readers may have a less strict configuration.
    const lenient = { noUnusedLocals: false, noPropertyAccessFromIndexSignature: false }
    const program = ts.createProgram(files, { ...options, ...lenient })
    const problems = program
      .getSourceFiles()
      .filter(({ fileName }) => files.includes(fileName))
      .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
      .map(({ messageText, file }) => {
        const name = file?.fileName.slice(folder.length + 1) ?? ''
        return `${name}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
      })
    expect(problems).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it.each(pages)('%s links to existing files', (page) => {
  const links = [...textOf(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path)
  expect(links.filter((path) => !existsSync(join(root, dirname(page), path)))).toEqual([])
})

/** Returns the anchors of a page's headings, as GitHub and npm make them. */
const anchorsIn = (page: string): string[] =>
  [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

it.each(pages)('%s links to existing headings', (page) => {
  const links = [...textOf(page).matchAll(/\]\(([^)#:]*\.md)?#([^)]+)\)/g)]
  const dead = links.filter(([, path = '', anchor = '']) => {
    const target = path === '' ? page : join(dirname(page), path)
    return !anchorsIn(target).includes(anchor)
  })
  expect(dead.map(([link]) => link)).toEqual([])
})

describe('commands on the pages', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
  const calls = pages.flatMap((page) =>
    [
      ...textOf(page)
        .replaceAll(/\\\n\s*/g, '')
        .matchAll(/npm run ([\w:]+)(?: -- ([^\n`#]*))?/g),
    ].map(([call, name = '', words = '']) => ({ page, call, name, words })),
  )

  it('are scripts of package.json', () => {
    expect(calls.length).toBeGreaterThan(20)
    expect(
      calls.filter(({ name }) => !(name in scripts)).map(({ page, call }) => `${page}: ${call}`),
    ).toEqual([])
  })

  it('use options that --help lists', () => {
    const helps = new Map<string, string>()
    const helpOf = (name: string): string => {
      const [command = '', ...words] = (scripts[name] ?? '').split(' ')
      const known =
        helps.get(name) ?? execFileSync(command, [...words, '--help'], { cwd: root, encoding: 'utf8' })
      helps.set(name, known)
      return known
    }
    const unknown = calls.flatMap(({ page, name, words }) =>
      [...words.matchAll(/(?<=^|\s)--[\w-]+/g)]
        .filter(([option]) => !new RegExp(`${option}(?![\\w-])`).test(helpOf(name)))
        .map(([option]) => `${page}: npm run ${name} -- ${option}`),
    )
    expect(unknown).toEqual([])
  })
})
