import type { CaseContext } from './case-context.ts'
import { CaseSkipped } from './case-skipped.ts'
import { unknownIdLike } from './unknown-id.ts'

/** @throws CaseSkipped if the server accepts an ordinary unknown id, too, which other cases test */
export async function skipIfUnknownSucceeds(
  context: CaseContext,
  name: string,
  prefix: string,
): Promise<void> {
  const resource = await context.resource()
  const unknown = unknownIdLike(resource[name] ?? '')
  if (unknown === encodeURIComponent(resource[name] ?? '')) return
  const exchange = await context.send({ resource, rawPath: { [name]: `${prefix}${unknown}` } })
  if (context.succeeded(exchange)) throw new CaseSkipped('the server accepts ids that were never issued')
}
