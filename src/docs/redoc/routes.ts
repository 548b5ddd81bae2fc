import type { Operation } from '../../description/index.ts'
import { slug } from '../markdown/slug.ts'

/** Returns the address of an operation in Redoc's page: `#/tag/operation`. */
export function operationAddress({ object, id }: Operation): string {
  return `#/${slug(object.tags?.[0] ?? 'other')}/${slug(id)}`
}
