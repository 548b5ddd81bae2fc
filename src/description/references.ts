import { get, refToPointer } from '../schema/index.ts'
import type { Schema } from '../schema/index.ts'
import type { OpenAPIDocument } from './openapi.ts'
import { mapParts } from './parts.ts'

/** The base of what has no `$id` around it. */
const DOCUMENT = 'https://document.invalid/'

/**
 * Resolves the references of schemas: to an `$anchor`, and to or below a schema with an `$id` (JSON Schema 2020-12 Core,
 * section 8.2). A pointer that leads somewhere from the document's root is taken from there, where bundlers write it from.
 */
export class References {
  private readonly document: OpenAPIDocument
  /** Where a schema with an `$id` stands → its URI. */
  private readonly bases = new Map<string, string>()
  /** The URI of a schema, with the name of its anchor or without → where schemas of that name stand. */
  private readonly places = new Map<string, string[]>()
  /** Dynamic anchor → where the schemas stand that have it. */
  private readonly dynamicAnchors = new Map<string, string[]>()

  constructor(document: OpenAPIDocument) {
    this.document = document
    const schemas: { schema: Schema; pointer: string }[] = []
    mapParts(document, 'document', (part, partKind, pointer) => {
      if (partKind === 'schema' && typeof part === 'object' && part !== null)
        schemas.push({ schema: part as Schema, pointer })
      return part
    })
    // Outer schemas first: an `$id` may be relative to the one around it.
    schemas.sort((left, right) => left.pointer.length - right.pointer.length)
    for (const { schema, pointer } of schemas) this.addBase(schema['$id'], pointer)
    for (const { schema, pointer } of schemas) this.addAnchors(schema, pointer)
  }

  /** Returns the pointer, as a `$ref`, that a reference in the schema at `pointer` leads to; itself where it leads to none. */
  resolve(reference: string, pointer: string): string {
    const base = this.baseOf(pointer)
    if (reference.startsWith('#/') || reference === '#') {
      const isFromRoot = base === DOCUMENT || get(this.document, refToPointer(reference)) !== undefined
      if (isFromRoot && reference !== '#') return reference
    }
    const uri = resolveUri(reference, base)
    const [resource = '', fragment = ''] = uri?.split('#') ?? []
    const isPointer = fragment === '' || fragment.startsWith('/')
    const [place, ...more] = this.places.get(isPointer ? resource : `${resource}#${fragment}`) ?? []
    if (place === undefined || more.length > 0) return reference
    return `#${place.replaceAll('%', '%25')}${isPointer ? fragment : ''}`
  }

  /**
   * Returns a `$dynamicRef` of the schema at `pointer` as a `$ref`, where it means one place wherever it is followed
   * from. Where that depends on schemas with an `$id` around, it stays, with the pointer of the schema that it names.
   */
  resolveDynamic(reference: string, pointer: string): { $ref: string } | { $dynamicRef: string } {
    const $ref = this.resolve(reference, pointer)
    const name = get(get(this.document, refToPointer($ref)), '/$dynamicAnchor')
    // Only the fragment of an anchor is dynamic, not that of a pointer.
    if (typeof name !== 'string' || !reference.endsWith(`#${name}`)) return { $ref }
    const places = this.dynamicAnchors.get(name) ?? []
    if (places.length < 2) return { $ref }
    return { $dynamicRef: places.every((at) => this.baseOf(at) !== DOCUMENT) ? $ref : reference }
  }

  private addBase(id: unknown, pointer: string): void {
    const uri = typeof id === 'string' ? resolveUri(id, this.baseOf(pointer))?.replace(/#$/, '') : undefined
    if (uri === undefined) return
    this.bases.set(pointer, uri)
    this.places.set(uri, [...(this.places.get(uri) ?? []), pointer])
  }

  private addAnchors({ $anchor, $dynamicAnchor }: Schema, pointer: string): void {
    if (typeof $dynamicAnchor === 'string')
      this.dynamicAnchors.set($dynamicAnchor, [...(this.dynamicAnchors.get($dynamicAnchor) ?? []), pointer])
    for (const name of [$anchor, $dynamicAnchor]) {
      if (typeof name !== 'string') continue
      const uri = `${this.baseOf(pointer)}#${name}`
      this.places.set(uri, [...(this.places.get(uri) ?? []), pointer])
    }
  }

  private baseOf(pointer: string): string {
    if (this.bases.size === 0) return DOCUMENT
    for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const base = this.bases.get(at)
      if (base !== undefined) return base
    }
    return DOCUMENT
  }
}

function resolveUri(reference: string, base: string): string | undefined {
  try {
    return new URL(reference, base).href
  } catch {
    return undefined
  }
}
