import type { Operation } from '../../description/index.ts'
import { slug } from '../markdown/slug.ts'

/** Where Redoc shows an operation in its page: `#/tag/operation`. */
export function operationAddress({ object, id }: Operation): string {
  return `#/${slug(object.tags?.[0] ?? 'other')}/${slug(id)}`
}
