import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, parse, relative } from 'node:path'
import { firstLine, quoteShell, UsageError } from '../command/index.ts'
import { bundleApi, describe, listApis } from '../description/index.ts'
import type { Description } from '../description/index.ts'
import { findDescriptions, likelyDescriptions } from './find-descriptions.ts'
import { inspectProject } from './project.ts'
import type { Project } from './project.ts'
import { localAddress } from './local-address.ts'
import { addEntries, newSettings, schemaLine } from './settings.ts'
import type { Entry } from './settings.ts'
import { ciFile, contractLine, contractTest, FIXTURE_TYPES, fixtureModule } from './templates.ts'
import type { FixtureExtension, InitApi, NewFile } from './templates.ts'

/** What a run of `init` found and did. */
export interface InitResult {
  /** What was found: the description and facts of the project. */
  readonly found: readonly string[]
  /** Other descriptions, for which only an entry was written, if any. */
  readonly others: readonly string[]
  readonly written: readonly string[]
  /** Files that existed. */
  readonly kept: readonly string[]
  /** The commands to run next. */
  readonly next: readonly string[]
}

export interface InitOptions {
  readonly root: string
  /** The path of a description, relative to the root. Default: the one that is found. */
  readonly file?: string
  /** The version of Node.js, which decides the language of the fixture module. */
  readonly node?: string
}

/**
 * Writes what a project needs for its contract. Nothing is asked and no existing file is overwritten: `redocly.yaml` only
 * gets a new entry.
 *
 * @throws UsageError if no description is found
 * @throws DescriptionError if the description cannot be read
 */
export async function initProject({
  root,
  file,
  node = process.versions.node,
}: InitOptions): Promise<InitResult> {
  const project = inspectProject(root)
  const { entries, isNew, others } = chooseEntries(root, file)
  const [first] = entries
  if (first === undefined) throw new UsageError(NOT_FOUND)
  const bundled = await bundleApi(root, { name: first.name, file: first.file })
  const description = describe(first.name, bundled.document, bundled.sourceMap, bundled)
  // The title is a better name than `openapi`, and known only now.
  const named = isNew
    ? entries.map((entry) => (entry === first ? nameByTitle(root, entry, description) : entry))
    : entries
  const api = apiOf(named[0] ?? first, description, project.port)
  const result = { written: [] as string[], kept: [] as string[] }
  writeSettings(root, isNew ? named : [], project, result)
  const extension = extensionOf(project, node)
  const suffix = testsOther(project, api) ? `-${api.name}` : ''
  const fixtures = `contract-fixtures${suffix}.${extension}`
  for (const { path, text } of [
    { path: fixtures, text: fixtureModule(api, extension) },
    ...suiteFiles(project, api, extension, suffix),
    ciFile(project, api, fixtures, suffix),
  ])
    writeNew(root, path, text, result)
  const count = description.operations.length
  return {
    ...result,
    found: [
      `${api.file} (${count} operation${count === 1 ? '' : 's'})`,
      ...(project.hasVitest ? ['Vitest'] : []),
      ...(project.otherRunner === undefined ? [] : [`${project.otherRunner}, so no suite for Vitest`]),
      ...(project.isTypeScript ? ['TypeScript'] : []),
      ...(project.isNode ? [project.manager.name] : []),
    ],
    others: [...entries.slice(1).map((entry) => entry.file), ...others],
    next: nextCommands(project, api, fixtures),
  }
}

/** Returns whether the CI file of the project tests another API, to which its fixtures and its suite belong. */
function testsOther(project: Project, api: InitApi): boolean {
  const { path } = ciFile(project, api, '', '')
  const file = join(project.root, path)
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return / contract --api /.test(text) && !text.includes(` contract --api ${quoteShell(api.name)} `)
}

const NOT_FOUND =
  'No OpenAPI description was found in this folder. Name it: `init path/to/openapi.yaml`. It can be of any version from 2.0 to 3.2, in YAML or JSON.'

interface Chosen {
  readonly entries: readonly Entry[]
  /** Whether they are not in `redocly.yaml` yet. */
  readonly isNew: boolean
  readonly others: readonly string[]
}

function chooseEntries(root: string, file: string | undefined): Chosen {
  const listed =
    existsSync(join(root, 'redocly.yaml')) &&
    /^apis\s*:\s*\S|^apis\s*:\s*\r?\n\s+\S/m.test(readFileSync(join(root, 'redocly.yaml'), 'utf8'))
      ? listApis(root)
      : []
  if (file === undefined && listed.length > 0) return { entries: listed, isNew: false, others: [] }
  if (file !== undefined) {
    const path = relative(root, join(root, file)) || file
    if (!existsSync(join(root, path))) throw new UsageError(`\`${file}\` was not found.`)
    const known = listed.filter((api) => api.file === path)
    return known.length > 0
      ? { entries: known, isNew: false, others: [] }
      : { entries: [{ name: nameOf(path), file: path }], isNew: true, others: [] }
  }
  const found = findDescriptions(root)
  const likely = likelyDescriptions(found)
  const names = new Set<string>()
  const entries = likely.map((path) => {
    const name = nameOf(path)
    const free = names.has(name) ? `${name}-${names.size + 1}` : name
    names.add(free)
    return { name: free, file: path }
  })
  return { entries, isNew: true, others: found.filter((path) => !likely.includes(path)) }
}

const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')

const nameOf = (path: string): string => slug(parse(path).name) || 'api'

/** Names of files that say nothing of their API. */
const GENERAL = /^(?:openapi|swagger|api|spec|schema|index|main|root|openapi-3-.*)$/

function nameByTitle(root: string, entry: Entry, { document }: Description): Entry {
  if (!GENERAL.test(entry.name)) return entry
  const title = slug(document.info.title).replace(/-api$/, '').slice(0, 30).replace(/-$/, '')
  return { ...entry, name: title || slug(parse(root).name) || entry.name }
}

function apiOf({ name, file }: Entry, { operations, document }: Description, port?: number): InitApi {
  const states = operations.flatMap(({ lifecycle }) => Object.keys(lifecycle?.states ?? {}))
  return { name, file, states: [...new Set(states)], baseUrl: localAddress(document.servers ?? [], port) }
}

type Written = Record<'written' | 'kept', string[]>

function writeSettings(root: string, entries: readonly Entry[], project: Project, result: Written): void {
  const path = join(root, 'redocly.yaml')
  if (entries.length === 0) result.kept.push('redocly.yaml')
  else if (existsSync(path)) {
    write(root, 'redocly.yaml', addEntries(readFileSync(path, 'utf8'), entries))
    result.written.push(`redocly.yaml (added ${entries.map(({ name }) => name).join(', ')})`)
  } else {
    const schema = project.isNode ? schemaLine('./node_modules/openapi-contracts') : ''
    write(root, 'redocly.yaml', newSettings(entries, schema))
    result.written.push('redocly.yaml')
  }
}

function writeNew(root: string, path: string, text: string, result: Written): void {
  if (existsSync(join(root, path))) {
    result.kept.push(path)
    return
  }
  write(root, path, text)
  result.written.push(path)
}

/** @throws UsageError if the file cannot be written */
function write(root: string, path: string, text: string): void {
  try {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  } catch (error) {
    throw new UsageError(`\`${path}\` cannot be written: ${firstLine(error)}`)
  }
}

/** Node.js runs TypeScript since 22.18. */
function extensionOf({ isTypeScript, isStrictCommonJs }: Project, node: string): FixtureExtension {
  const [major = 0, minor = 0] = node.split('.').map(Number)
  const runsTypeScript = major > 22 || (major === 22 && minor >= 18)
  if (!isTypeScript || !runsTypeScript) return 'mjs'
  return isStrictCommonJs ? 'mts' : 'ts'
}

function runsSuite({ isNode, otherRunner, isOtherLanguage }: Project): boolean {
  return isNode && otherRunner === undefined && !isOtherLanguage
}

/** Returns the suite, and what it needs to compile. Empty for a project that cannot run it. */
function suiteFiles(project: Project, api: InitApi, extension: FixtureExtension, suffix: string): NewFile[] {
  if (!runsSuite(project)) return []
  const name = `contract${suffix}.test.${project.isTypeScript && project.isStrictCommonJs ? 'mts' : 'ts'}`
  const up = project.tests === '' ? '.' : '..'
  // TypeScript and Vite find the source of a compiled file.
  const imported = `${up}/contract-fixtures${suffix}.${extension === 'ts' ? 'js' : 'mjs'}`
  return [
    ...(project.isTypeScript && extension === 'mjs'
      ? [{ path: `contract-fixtures${suffix}.d.mts`, text: FIXTURE_TYPES }]
      : []),
    { path: project.tests === '' ? name : `${project.tests}/${name}`, text: contractTest(api, imported) },
  ]
}

function nextCommands(project: Project, api: InitApi, fixtures: string): string[] {
  const missing = [
    ...(project.isNode && !project.hasToolkit ? ['openapi-contracts'] : []),
    ...(runsSuite(project) && !project.hasVitest ? ['vitest'] : []),
  ]
  return [
    ...(missing.length > 0 ? [`${project.manager.add} ${missing.join(' ')}`] : []),
    contractLine(missing.length > 0 ? { ...project, hasToolkit: project.isNode } : project, api, fixtures),
  ]
}
