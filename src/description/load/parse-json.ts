import { parse, visit } from 'jsonc-parser'
import type { JSONPath, ParseError } from 'jsonc-parser'
import { joinPointer } from '../../schema/index.ts'
import type { DescriptionProblem } from '../error.ts'
import { JsonLines } from '../json-lines.ts'
import { checkDepth } from './depth.ts'
import type { ParsedFile } from './types.ts'

/** Returns the content of a JSON text, with comments or without; undefined if it is not JSON. */
export function parseJson(file: string, text: string): ParsedFile | undefined {
  if (!/^(?:\s|\/\/.*|\/\*[^]*?\*\/)*[{[]/.test(text)) return undefined
  const parsed = parseExactly(text) ?? parseWithComments(text)
  if (parsed === undefined) return undefined
  const { value, isExact } = parsed
  checkDepth(file, value)
  let jsonLines: JsonLines | undefined
  let lines: ReadonlyMap<string, number> | undefined
  const inexact = {
    source: `${file}:1`,
    message: 'Not valid JSON: It has comments or trailing commas. They are ignored.',
  }
  return {
    value,
    lines: () => (lines ??= linesOf(text)),
    ...(isExact && { lineOf: (pointer) => (jsonLines ??= new JsonLines(text)).lineOf(pointer) }),
    warnings: [...(isExact ? [] : [inexact]), ...duplicateKeys(file, text)],
  }
}

interface ParsedText {
  readonly value: unknown
  readonly isExact: boolean
}

function parseExactly(text: string): ParsedText | undefined {
  try {
    return { value: JSON.parse(text) as unknown, isExact: true }
  } catch {
    return undefined
  }
}

/** YAML would take a comment of JSON for a part of a value. */
function parseWithComments(text: string): ParsedText | undefined {
  if (!/\/[/*]|,\s*[}\]]/.test(text)) return undefined
  try {
    const errors: ParseError[] = []
    const value: unknown = parse(text, errors, { allowTrailingComma: true })
    return errors.length === 0 ? { value, isExact: false } : undefined
  } catch {
    // A RangeError: the parser is recursive.
    return undefined
  }
}

function linesOf(text: string): Map<string, number> {
  const lines = new Map<string, number>([['', 1]])
  const note = (path: JSONPath, line: number): void => {
    lines.set(joinPointer('', ...path), line + 1)
  }
  visit(text, {
    onObjectProperty: (name, _offset, _length, line, _column, path) => {
      note([...path(), name], line)
    },
    onObjectBegin: (_offset, _length, line, _column, path) => {
      noteItem(path(), line, note)
    },
    onArrayBegin: (_offset, _length, line, _column, path) => {
      noteItem(path(), line, note)
    },
    onLiteralValue: (_value, _offset, _length, line, _column, path) => {
      noteItem(path(), line, note)
    },
  })
  return lines
}

/** The line of an item is where it begins. The line of a property is where its name is. */
function noteItem(path: JSONPath, line: number, note: (path: JSONPath, line: number) => void): void {
  if (typeof path.at(-1) === 'number') note(path, line)
}

/** `JSON.parse` keeps the last of several equal keys, in silence. */
function duplicateKeys(file: string, text: string): DescriptionProblem[] {
  const problems: DescriptionProblem[] = []
  const open: Set<string>[] = []
  visit(text, {
    onObjectBegin: () => {
      open.push(new Set())
    },
    onObjectEnd: () => {
      open.pop()
    },
    onObjectProperty: (name, _offset, _length, line) => {
      const keys = open.at(-1)
      if (keys?.has(name) === true)
        problems.push({
          source: `${file}:${line + 1}`,
          message: `Duplicate key \`${name}\`. The last value is used.`,
        })
      keys?.add(name)
    },
  })
  return problems
}
