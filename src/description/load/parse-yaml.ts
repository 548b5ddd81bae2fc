import { isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { Document } from 'yaml'
import { DescriptionError } from '../error.ts'
import { checkDepth, tooDeep } from './depth.ts'
import type { DescriptionProblem } from '../error.ts'
import type { ParsedFile } from './types.ts'
import { checkAliases, findAliasTargets } from './yaml-aliases.ts'
import { isMergeKey, YamlReader } from './yaml-values.ts'

/** @throws DescriptionError with the line of the first error */
export function parseYaml(file: string, text: string): ParsedFile {
  try {
    return read(file, text)
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(file)
    throw error
  }
}

function read(file: string, text: string): ParsedFile {
  const { document, counter, tabAt } = parseText(text)
  const lineOf = (offset: number): number => counter.linePos(offset).line
  const warnings = syntaxProblems(file, document, lineOf)
  if (tabAt !== undefined)
    warnings.push({
      source: `${file}:${lineOf(tabAt)}`,
      message: 'Not valid YAML: Tabs are not allowed as indentation. They are read as spaces.',
    })
  const targets = findAliasTargets(document)
  checkAliases(file, document, targets, lineOf)
  const reader = new YamlReader(targets, (node, message) => {
    warnings.push({ source: `${file}:${lineOf(node.range?.[0] ?? 0)}`, message })
  })
  const value = reader.valueOf(document.contents)
  checkDepth(file, value)
  let lines: ReadonlyMap<string, number> | undefined
  return {
    value,
    lines: () => (lines ??= linesOf(reader, document, lineOf)),
    warnings: [...warnings, ...duplicateKeys(file, document, lineOf)],
  }
}

interface ParsedText {
  readonly document: Document.Parsed
  readonly counter: LineCounter
  /** The offset of the first tab that was read as spaces. */
  readonly tabAt?: number
}

function parseText(text: string): ParsedText {
  const parsed = parseExactly(text)
  const { errors } = parsed.document
  const first = errors[0]?.pos[0]
  if (first === undefined || !/^[ ]*\t/m.test(text)) return parsed
  for (const width of [2, 4, 8]) {
    const spaced = parseExactly(text.replaceAll(/^[ \t]+/gm, (indent) => expandTabs(indent, width)))
    if (spaced.document.errors.length === 0)
      return { ...spaced, tabAt: spaced.counter.lineStarts[parsed.counter.linePos(first).line - 1] ?? 0 }
  }
  return parsed
}

function expandTabs(indent: string, width: number): string {
  return indent.replaceAll('\t', ' '.repeat(width))
}

function parseExactly(text: string): ParsedText {
  const counter = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: counter,
    keepSourceTokens: false,
    uniqueKeys: false,
    merge: true,
    logLevel: 'error',
  })
  return { document, counter }
}

/**
 * Returns the problems of the text that do not prevent reading.
 *
 * @throws DescriptionError with the first other one
 */
function syntaxProblems(
  file: string,
  document: Document.Parsed,
  lineOf: (offset: number) => number,
): DescriptionProblem[] {
  const { errors, warnings } = document
  // The parser reports its own overflow as an error of the text.
  if (errors.some(({ message }) => message.startsWith('Maximum call stack'))) throw tooDeep(file)
  const problem = (message: string, offset: number): DescriptionProblem => ({
    source: `${file}:${lineOf(offset)}`,
    message: message.replace(/:? at line \d+[^]*$/, '').replace(/\.?$/, '.'),
  })
  const several = errors.find(({ code }) => code === 'MULTIPLE_DOCS')
  const [error] = errors.filter(({ code }) => !READABLE.includes(code))
  if (error !== undefined)
    throw new DescriptionError([problem(`Not valid YAML: ${error.message}`, error.pos[0])])
  return [...errors, ...warnings].map((each) =>
    each === several
      ? problem('The file has several YAML documents. The first one is used.', each.pos[0])
      : problem(`Not valid YAML: ${each.message}`, each.pos[0]),
  )
}

/** Errors after which the parser still reads what the author means. */
const READABLE: readonly string[] = ['MULTIPLE_DOCS', 'BAD_DIRECTIVE', 'BAD_SCALAR_START', 'BAD_DQ_ESCAPE']

function duplicateKeys(
  file: string,
  document: Document,
  lineOf: (offset: number) => number,
): DescriptionProblem[] {
  const problems: DescriptionProblem[] = []
  visit(document, {
    Map: (_key, { items }) => {
      const keys = new Set<string>()
      for (const { key } of items) {
        if (!isScalar(key) || isMergeKey(key)) continue
        const name = String(key.value)
        if (keys.has(name))
          problems.push({
            source: `${file}:${lineOf(key.range?.[0] ?? 0)}`,
            message: `Duplicate key \`${name}\`. The last value is used.`,
          })
        keys.add(name)
      }
    },
  })
  return problems
}

function linesOf(
  reader: YamlReader,
  document: Document,
  lineOf: (offset: number) => number,
): Map<string, number> {
  const offsets = reader.offsetsOf(document.contents)
  return new Map([...offsets].map(([pointer, offset]) => [pointer, lineOf(offset)]))
}
