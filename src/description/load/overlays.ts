import { relative, resolve } from 'node:path'
import { Source } from '@redocly/openapi-core'
import type { Document } from '@redocly/openapi-core'
import { get, joinPointer } from '../../schema/index.ts'
import { DescriptionError } from '../error.ts'
import type { DescriptionProblem } from '../error.ts'
import type { SourceMap } from '../source.ts'
import { selectPointers } from './json-path.ts'
import { parseFile } from './parsed-file.ts'
import { readText } from './read-text.ts'
import type { ParsedFile } from './types.ts'

interface Action {
  readonly target?: unknown
  readonly update?: unknown
  readonly remove?: unknown
  readonly copy?: unknown
}

/** One action with its place in a file. */
interface LocatedAction {
  readonly action: Action
  readonly pointer: string
  readonly name: string
  readonly file: ParsedFile
  /** An overlay that has only this action. */
  readonly document: Document
}

/**
 * The overlays of a description (OpenAPI Overlay Specification 1.0). Redocly applies them. It is given one overlay for
 * each action, so that before each action its targets can be counted, and what it adds can be located.
 */
export class Overlays {
  /** The names that Redocly asks for, in order. */
  readonly refs: string[] = []
  /** The files of the overlays, absolute. */
  readonly files: string[] = []
  readonly warnings: DescriptionProblem[] = []
  /** The sources of what the overlays added: pointer into the bundled document → file:line. */
  readonly sources: SourceMap = {}
  private readonly root: string
  private readonly actions = new Map<string, LocatedAction>()

  /**
   * @param root paths of overlays are relative to this folder, and so are those in messages
   * @throws DescriptionError for a file that is missing or not an overlay
   */
  constructor(root: string, overlays: readonly string[]) {
    this.root = root
    for (const path of overlays) this.add(resolve(root, path))
  }

  private add(path: string): void {
    const name = relative(this.root, path)
    const text = readText(path, name, 'Overlay')
    const file = parseFile(name, text)
    this.files.push(path)
    this.warnings.push(...file.warnings)
    const { overlay, actions, ...others } = (file.value ?? {}) as { overlay?: unknown; actions?: unknown }
    if (typeof overlay !== 'string' || !/^1\.\d+(?:\.\d+)?$/.test(overlay) || !Array.isArray(actions))
      throw new DescriptionError([
        {
          source: name,
          message: 'Not an overlay. Expected `overlay: 1.0.0`, `info` and a list of `actions`.',
        },
      ])
    for (const [index, action] of (actions as Action[]).entries()) {
      const ref = `${path}#${index}`
      const document = { source: new Source(path, text), parsed: { overlay, ...others, actions: [action] } }
      this.refs.push(ref)
      this.actions.set(ref, { document, action, pointer: joinPointer('/actions', index), file, name })
    }
  }

  /** Returns the overlay that Redocly is about to apply to a document; undefined for any other file. */
  next(ref: string, document: unknown): Document | undefined {
    const next = this.actions.get(ref)
    if (next === undefined) return undefined
    this.note(next, document)
    return next.document
  }

  private note({ action, pointer, file, name }: LocatedAction, document: unknown): void {
    if (typeof action.target !== 'string') return
    const targets = targetsOf(document, action.target)
    const lineOf = (at: string): number => file.lines().get(at) ?? 1
    if (targets?.length === 0)
      this.warnings.push({
        source: `${name}:${lineOf(joinPointer(pointer, 'target'))}`,
        message: `The action changes nothing: \`${action.target}\` matches nothing in the description.`,
      })
    if (action.remove !== true && action.update === undefined && action.copy === undefined)
      this.warnings.push({
        source: `${name}:${lineOf(pointer)}`,
        message: 'The action changes nothing: it has no `update`, `copy` or `remove: true`.',
      })
    if (action.remove === true || action.update === undefined) return
    for (const target of targets ?? []) {
      for (const [at, from] of additions(
        action.update,
        get(document, target),
        target,
        joinPointer(pointer, 'update'),
      ))
        this.sources[at] = { file: name, line: lineOf(from) }
    }
  }
}

/** Returns where the values of an update go: pointer into the description → pointer into the overlay. */
function additions(update: unknown, present: unknown, at: string, from: string): [string, string][] {
  if (Array.isArray(present)) {
    const items: [unknown, string][] = Array.isArray(update)
      ? update.map((item, index) => [item, joinPointer(from, index)])
      : [[update, from]]
    return items.flatMap(([item, itemFrom], index) =>
      additions(item, undefined, joinPointer(at, present.length + index), itemFrom),
    )
  }
  const children = typeof update === 'object' && update !== null ? Object.entries(update) : []
  const below = children.flatMap(([key, child]) =>
    additions(child, get(present, joinPointer('', key)), joinPointer(at, key), joinPointer(from, key)),
  )
  // An object that is there already is merged, and keeps its own source.
  return typeof present === 'object' && present !== null ? below : [[at, from], ...below]
}

/** Returns the pointers that a JSONPath (RFC 9535) selects; undefined if it is not valid. */
function targetsOf(document: unknown, expression: string): string[] | undefined {
  try {
    return selectPointers(document, expression)
  } catch {
    return undefined
  }
}
