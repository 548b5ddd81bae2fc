import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { UsageError } from '../../src/command/index.ts'
import { listRules } from '../../src/contract/index.ts'
import { readDescription } from '../../src/description/index.ts'
import { pageOf } from './page.ts'
import type { ExtensionSchema } from './page.ts'

/** The folder of the pages: that of the guides. */
export const FOLDER = 'openapi/guides'

/** The description with the example of each extension. */
export const EXAMPLE = 'scripts/extensions/orders.yaml'

/** The extensions, in the order of their pages, and where the example has them. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  'x-lifecycle': ['paths', '/orders/{id}/cancel', 'post'],
  'x-idempotency': ['paths', '/orders/{id}/cancel', 'post'],
  'x-rejections': ['paths', '/orders/{id}/cancel', 'post'],
  'x-criteria': ['paths', '/orders/{id}/cancel', 'post', 'responses', '200'],
  'x-credentials': ['components', 'securitySchemes', 'key'],
  'x-errors': [],
  'x-version': [],
  'x-request-id': [],
  'x-client-name': ['info'],
}

/** The place of the first page in the navigation: after the guides. */
const FIRST = 100

/** Returns the pages of all extensions: file → text. */
export async function extensionPages(): Promise<Map<string, string>> {
  const document = parse(readFileSync(EXAMPLE, 'utf8')) as unknown
  const rules = listRules(await readDescription(process.cwd(), EXAMPLE))
  return new Map(
    Object.entries(PLACES).map(([name, path], index) => {
      const file = `src/description/extensions/${name}.json`
      const text = readFileSync(file, 'utf8')
      const schema = { ...(JSON.parse(text) as Omit<ExtensionSchema, 'text'>), text }
      const own = rules.filter(({ pointer }) => pointer.split('/').includes(name))
      return [
        join(FOLDER, `${name}.md`),
        pageOf(schema, valueAt(document, [...path, name]), own, FIRST + index),
      ]
    }),
  )
}

function valueAt(document: unknown, path: readonly string[]): unknown {
  const value = path.reduce<unknown>((part, key) => (Object(part) as Record<string, unknown>)[key], document)
  if (value === undefined) throw new UsageError(`${EXAMPLE} has no \`${path.join('.')}\`.`)
  return value
}
