import { dereference, joinPointer } from '../description/index.ts'
import type { OpenAPIDocument, Schema } from '../description/index.ts'
import { excludedNames, jsonTypesOf, propertiesOf, shapeOf } from '../schema/index.ts'
import { partsOfRoot } from './xml-syntax.ts'

/** The `xml` object of a schema (OpenAPI 3.1, XML Object). */
interface XmlObject {
  readonly name?: string
  readonly namespace?: string
  readonly prefix?: string
  readonly attribute?: boolean
  readonly wrapped?: boolean
}

/** Returns a value as an XML document, by its schema and the `xml` objects in it. */
export function xmlText(document: OpenAPIDocument, pointer: string | undefined, value: unknown): string {
  const name = pointer === undefined ? 'root' : rootName(document, pointer)
  const writer = new XmlWriter(document)
  const elements = Array.isArray(value)
    ? `<${name}>${writer.items(pointer, itemName(document, pointer, 'item'), value)}</${name}>`
    : writer.element(pointer, name, value)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elements}`
}

/**
 * Returns the required properties of a request's schema that an XML document has neither as an element nor as an attribute. An empty
 * array has no element, and neither has `null`.
 */
export function missingElements(document: OpenAPIDocument, pointer: string, text: string): string[] {
  const parts = partsOfRoot(text)
  if (parts === undefined) return []
  const { required } = shapeOf(document, pointer)
  const properties = propertiesOf(document, pointer)
  const readOnly = excludedNames(document, pointer, 'readOnly')
  return required.filter((name) => {
    if (readOnly.has(name)) return false
    const at = properties.get(name)
    return isAlwaysWritten(document, at) && !parts.has(xmlOf(document, at).name ?? xmlName(name))
  })
}

/** Whether every value of a property is an element or an attribute. */
export function isAlwaysWritten(document: OpenAPIDocument, pointer: string | undefined): boolean {
  const types = pointer === undefined ? undefined : jsonTypesOf(document, pointer)
  return types !== undefined && !types.has('array') && !types.has('null')
}

class XmlWriter {
  private readonly document: OpenAPIDocument

  constructor(document: OpenAPIDocument) {
    this.document = document
  }

  element(pointer: string | undefined, name: string, value: unknown): string {
    const xml = xmlOf(this.document, pointer)
    const tag = qualified(xml, xml.name ?? name)
    const namespace =
      xml.namespace === undefined
        ? ''
        : ` xmlns${xml.prefix === undefined ? '' : `:${xml.prefix}`}="${escape(xml.namespace)}"`
    if (typeof value !== 'object' || value === null) return `<${tag}${namespace}>${textOf(value)}</${tag}>`
    const attributes: string[] = []
    const children: string[] = []
    for (const [key, child] of Object.entries(value)) {
      const at = pointer === undefined ? undefined : propertiesOf(this.document, pointer).get(key)
      const own = xmlOf(this.document, at)
      if (own.attribute === true)
        attributes.push(` ${qualified(own, own.name ?? xmlName(key))}="${textOf(child)}"`)
      else children.push(this.property(at, xmlName(key), child))
    }
    return `<${tag}${namespace}${attributes.join('')}>${children.join('')}</${tag}>`
  }

  items(pointer: string | undefined, name: string, values: readonly unknown[]): string {
    const at =
      pointer === undefined ? undefined : joinPointer(dereference(this.document, pointer).pointer, 'items')
    const items = at !== undefined && hasSchema(this.document, at) ? at : undefined
    return values.map((value) => this.element(items, name, value)).join('')
  }

  /** A list is one element for each item, around which there is another one if the list is `wrapped`. */
  private property(pointer: string | undefined, key: string, value: unknown): string {
    if (!Array.isArray(value)) return this.element(pointer, key, value)
    const xml = xmlOf(this.document, pointer)
    const name = xml.name ?? key
    const items = this.items(pointer, itemName(this.document, pointer, name), value)
    return xml.wrapped === true ? `<${qualified(xml, name)}>${items}</${qualified(xml, name)}>` : items
  }
}

function rootName(document: OpenAPIDocument, pointer: string): string {
  const { pointer: at } = dereference(document, pointer)
  const component = /^\/components\/schemas\/([^/]+)$/.exec(at)?.[1]
  return xmlOf(document, pointer).name ?? (component === undefined ? 'root' : xmlName(component))
}

function itemName(document: OpenAPIDocument, pointer: string | undefined, fallback: string): string {
  if (pointer === undefined) return fallback
  const at = joinPointer(dereference(document, pointer).pointer, 'items')
  if (!hasSchema(document, at)) return fallback
  const own = xmlOf(document, at).name
  if (own !== undefined || fallback !== 'item') return own ?? fallback
  const name = rootName(document, at)
  return name === 'root' ? fallback : name
}

function hasSchema(document: OpenAPIDocument, pointer: string): boolean {
  try {
    dereference(document, pointer)
    return true
  } catch {
    return false
  }
}

function xmlOf(document: OpenAPIDocument, pointer: string | undefined): XmlObject {
  if (pointer === undefined) return {}
  const { value } = dereference<Schema>(document, pointer)
  const [reference] = value.allOf ?? []
  const own = (value['xml'] ?? {}) as XmlObject
  if (value['xml'] !== undefined || reference === undefined || value.allOf?.length !== 1) return own
  return xmlOf(document, joinPointer(dereference(document, pointer).pointer, 'allOf', 0))
}

function qualified({ prefix }: XmlObject, name: string): string {
  return prefix === undefined ? name : `${prefix}:${name}`
}

/** Returns a name that XML allows. */
function xmlName(name: string): string {
  const clean = name.replaceAll(/[^\p{L}\p{N}_.-]/gu, '_')
  return /^[\p{L}_]/u.test(clean) ? clean : `_${clean}`
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return escape(typeof value === 'string' ? value : JSON.stringify(value))
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, '')
}
