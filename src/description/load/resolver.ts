import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { BaseResolver, Source } from '@redocly/openapi-core'
import type { Document } from '@redocly/openapi-core'
import { DescriptionError } from '../error.ts'
import type { DescriptionProblem } from '../error.ts'
import { denied, isRemote, resolveRef } from './external.ts'
import type { Access } from './external.ts'
import { breakCircular } from './circular.ts'
import { parseFile } from './parsed-file.ts'
import { decodeText, unreadable } from './read-text.ts'
import type { Overlays } from './overlays.ts'
import type { ParsedFile } from './types.ts'

/** Reads the files of a description for Redocly, leniently and only those that may be read. */
export class LenientResolver extends BaseResolver {
  /** Absolute path → content. The description comes first. */
  readonly files = new Map<string, ParsedFile>()
  /** The paths of all files that were read, also of those that are not JSON or YAML. */
  readonly paths = new Set<string>()
  /** Why referenced files cannot be parsed. */
  readonly problems: DescriptionProblem[] = []
  /** The overlays, and the document that they are applied to. */
  overlays?: Overlays
  root?: Document
  /** The files of an earlier attempt that failed because of circular references. */
  circularIn?: ReadonlyMap<string, ParsedFile>
  private readonly base: string
  private readonly folder: string
  private readonly access: Access

  /**
   * @param base paths in messages are relative to this folder
   * @param folder the folder of the description
   */
  constructor(base: string, folder: string, access: Access) {
    super()
    this.base = base
    this.folder = folder
    this.access = access
  }

  override resolveExternalRef(base: string | null, ref: string): string {
    return base === null ? super.resolveExternalRef(base, ref) : resolveRef(base, ref)
  }

  override async loadExternalRef(path: string): Promise<Source> {
    const reason = denied(this.folder, path, this.access)
    if (reason !== undefined) throw new Error(reason)
    if (isRemote(path)) return super.loadExternalRef(path)
    const name = relative(this.base, path)
    const problem = unreadable(path)
    if (problem !== undefined) throw new Error(`\`${name}\` ${problem}.`)
    this.paths.add(path)
    return new Source(path, decodeText(readFileSync(path)))
  }

  override parseDocument(source: Source): Document {
    return { source, parsed: this.parse(source.absoluteRef, source.body) }
  }

  override readonly resolveDocument: BaseResolver['resolveDocument'] = async <T>(
    base: string | null,
    ref: string,
    asRoot = false,
  ) => {
    const overlay = this.overlays?.next(ref, this.root?.parsed)
    if (overlay !== undefined) return overlay as Document<T>
    // A part can refer back to the description.
    const isRoot = this.resolveExternalRef(base, ref) === this.root?.source.absoluteRef
    return isRoot ? (this.root as Document<T>) : super.resolveDocument<T>(base, ref, asRoot)
  }

  /** Parses a file and remembers it. */
  parse(path: string, text: string): unknown {
    const name = isRemote(path) ? path : relative(this.base, resolve(path))
    const file = this.read(name, text)
    // Redocly writes into what it is given. The source map needs the file as it was written.
    this.files.set(path, file)
    const value = structuredClone(file.value)
    hideExternalValues(value)
    if (this.circularIn !== undefined) breakCircular(value, path, this.circularIn)
    return value
  }

  private read(name: string, text: string): ParsedFile {
    try {
      return parseFile(name, text)
    } catch (error) {
      if (!(error instanceof DescriptionError)) throw error
      this.problems.push(...error.problems)
      throw new Error(`\`${name}\` cannot be read.`)
    }
  }
}

/** Renames `externalValue` of examples. Redocly would read the URL, which can be unreachable or of any media type. */
function hideExternalValues(document: unknown): void {
  const open: unknown[] = [document]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    const example = value as { externalValue?: unknown }
    if (typeof example.externalValue === 'string') {
      ;(value as Record<string, unknown>)['x-external-value'] = example.externalValue
      delete example.externalValue
    }
    for (const child of Object.values(value)) open.push(child)
  }
}
