import { isRecord } from '../../schema/index.ts'

/** Characters that mean something else in a reference. */
const UNSAFE = /[^\w.\-\u0080-\uffff]+/g

/**
 * Renames the components that the bundler named after a file, if the name cannot be written in a reference as it is:
 * `a#b 5%.yaml` becomes `a_b_5_`. Changes the document.
 *
 * @param ownNames the names in the description itself, which stay
 */
export function renameComponents(
  document: Record<string, unknown>,
  ownNames: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  const components = document['components']
  if (!isRecord(components)) return
  const renamed = new Map<string, string>()
  for (const [kind, parts] of Object.entries(components)) {
    if (!isRecord(parts) || Object.keys(parts).every((name) => name.search(UNSAFE) === -1)) continue
    const names = new Set(Object.keys(parts))
    const entries = Object.entries(parts).map(([name, part]): [string, unknown] => {
      if (name.search(UNSAFE) === -1 || ownNames.get(kind)?.has(name) === true) return [name, part]
      const free = freeName(name.replaceAll(UNSAFE, '_'), names)
      names.add(free)
      renamed.set(`#/components/${kind}/${name}`, `#/components/${kind}/${free}`)
      return [free, part]
    })
    components[kind] = Object.fromEntries(entries)
  }
  if (renamed.size > 0) replaceTexts(document, renamed)
}

/** Returns the names of the components of a document, by kind. The bundler adds others. */
export function componentNames(document: unknown): Map<string, Set<string>> {
  const components = isRecord(document) ? document['components'] : undefined
  if (!isRecord(components)) return new Map()
  return new Map(
    Object.entries(components).map(([kind, parts]) => [
      kind,
      new Set(isRecord(parts) ? Object.keys(parts) : []),
    ]),
  )
}

function freeName(name: string, names: ReadonlySet<string>): string {
  let free = name
  for (let count = 2; names.has(free); count += 1) free = `${name}_${count}`
  return free
}

/** Replaces references, and the values of discriminators that are references. */
function replaceTexts(value: unknown, texts: ReadonlyMap<string, string>): void {
  if (Array.isArray(value)) for (const item of value) replaceTexts(item, texts)
  if (!isRecord(value)) return
  for (const [key, child] of Object.entries(value)) {
    const text = typeof child === 'string' ? texts.get(child) : undefined
    if (text === undefined) replaceTexts(child, texts)
    else value[key] = text
  }
}
