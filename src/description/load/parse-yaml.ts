import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml'
import type { Document, Node } from 'yaml'
import { joinPointer } from '../../schema/index.ts'
import { DescriptionError } from '../error.ts'
import { checkDepth, tooDeep } from './depth.ts'
import type { DescriptionProblem } from '../error.ts'
import type { ParsedFile } from './types.ts'

/** How many times as many values as it has a file may stand for, after its aliases are expanded. */
const MAX_EXPANSION = 10

/** Smaller files may expand as they like. */
const MIN_VALUES = 100_000

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
  const counter = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: counter,
    keepSourceTokens: false,
    uniqueKeys: false,
    merge: true,
    logLevel: 'error',
  })
  const lineOf = (offset: number): number => counter.linePos(offset).line
  const [error] = document.errors
  // The parser reports its own overflow as an error of the text.
  if (error?.message.startsWith('Maximum call stack') === true) throw tooDeep(file)
  if (error !== undefined) {
    const message = `Not valid YAML: ${error.message.replace(/ at line \d+[^]*$/, '.')}`
    throw new DescriptionError([{ source: `${file}:${lineOf(error.pos[0])}`, message }])
  }
  checkAliases(file, document, lineOf)
  const value = toPlain(document.toJS({ maxAliasCount: -1 }))
  checkDepth(file, value)
  let lines: ReadonlyMap<string, number> | undefined
  return {
    value,
    lines: () => (lines ??= linesOf(document, lineOf)),
    warnings: duplicateKeys(file, document, lineOf),
  }
}

/** Rejects aliases that multiply: a few lines can stand for more values than any machine can hold. */
function checkAliases(file: string, document: Document, lineOf: (offset: number) => number): void {
  const sizes = new Map<Node, number>()
  const problem = (node: Node, message: string): DescriptionError =>
    new DescriptionError([{ source: `${file}:${lineOf(node.range?.[0] ?? 0)}`, message }])
  const open = new Set<Node>()
  let written = 0
  const sizeOf = (node: unknown): number => {
    if (isPair(node)) return sizeOf(node.key) + sizeOf(node.value)
    if (isAlias(node)) {
      const target = node.resolve(document)
      if (target !== undefined && open.has(target))
        throw problem(node, `The alias \`*${node.source}\` contains itself.`)
      return sizeOf(target)
    }
    if (!isCollection(node)) return 1
    const known = sizes.get(node)
    if (known !== undefined) return known
    open.add(node)
    const size = node.items.reduce((sum: number, item) => sum + sizeOf(item), 1)
    written += node.items.length
    open.delete(node)
    if (size > MIN_VALUES + MAX_EXPANSION * written)
      throw problem(
        node,
        `The YAML aliases below expand to ${size.toLocaleString('en-US')} values or more. Use \`$ref\` instead.`,
      )
    sizes.set(node, size)
    return size
  }
  sizeOf(document.contents)
}

/** Returns the value with keys that are texts and values of JSON. Aliases are copied, so that no two places share a value. */
function toPlain(value: unknown): unknown {
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, child]) => [String(key), toPlain(child)]))
  if (Array.isArray(value)) return value.map(toPlain)
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'bigint') return Number(value)
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return null
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, toPlain(child)]))
}

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
        if (!isScalar(key)) continue
        const name = String(key.value)
        if (keys.has(name) && name !== '<<')
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

/** The line of a property is where its name is. The line of an item is where it begins. */
function linesOf(document: Document, lineOf: (offset: number) => number): Map<string, number> {
  const lines = new Map<string, number>()
  const note = (pointer: string, node: unknown): void => {
    const offset = (node as Node | null)?.range?.[0]
    if (offset !== undefined) lines.set(pointer, lineOf(offset))
  }
  const walk = (given: unknown, pointer: string): void => {
    const node = isAlias(given) ? given.resolve(document) : given
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        if (!isScalar(key)) continue
        const at = joinPointer(pointer, String(key.value))
        note(at, key)
        walk(value, at)
      }
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        const at = joinPointer(pointer, index)
        note(at, item)
        walk(item, at)
      }
    }
  }
  note('', document.contents)
  walk(document.contents, '')
  return lines
}
