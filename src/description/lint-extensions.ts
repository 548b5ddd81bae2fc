import { BaseResolver, createConfig, lintDocument, Source } from '@redocly/openapi-core'
import { get, parsePointer, remove, joinPointer } from '../schema/index.ts'
import { EXTENSION } from './extensions.ts'
import type { Json } from './json.ts'
import type { DescriptionWarning } from './warning.ts'

/**
 * Removes the extensions that are not correct, each with a warning. A vendor can have an extension of the same name with
 * another meaning.
 */
export async function checkExtensions(
  document: Json,
  file: string,
): Promise<{ document: Json; warnings: DescriptionWarning[] }> {
  const [{ default: plugin }, { default: lenient }] = await Promise.all([
    import('./lint/plugin.js'),
    import('./lint/lenient.js'),
  ])
  const config = await createConfig({
    plugins: [plugin(), lenient()],
    extends: ['contract/usable', 'lenient/all'],
  })
  const problems = await lintDocument({
    document: { source: new Source(file, JSON.stringify(document)), parsed: structuredClone(document) },
    config,
    externalRefResolver: new BaseResolver(),
  })
  const warnings: DescriptionWarning[] = []
  let current: unknown = document
  for (const { ruleId, message, location } of problems) {
    const pointer = location[0]?.pointer?.replace(/^#\/?/, '/').replace(/\/$/, '') ?? ''
    const extension = extensionAt(pointer)
    if (!ruleId.startsWith('contract/') || extension === undefined || get(current, extension) === undefined)
      continue
    warnings.push({ pointer, message: `${message} (${ruleId}) The extension is ignored.` })
    current = remove(current, extension)
  }
  return { document: current as Json, warnings }
}

/** Returns the pointer of the extension that a pointer is in. */
function extensionAt(pointer: string): string | undefined {
  const tokens = parsePointer(pointer)
  const index = tokens.findIndex((token) => EXTENSION.test(token))
  return index === -1 ? undefined : joinPointer('', ...tokens.slice(0, index + 1))
}
