import { isForm, isJson } from '../../description/index.ts'
import type { Content, Description, Operation } from '../../description/index.ts'
import { shapeOf } from '../../schema/index.ts'
import { canEncode } from '../../serialization/index.ts'

/** Returns the first body of an operation that is a plain value: JSON or a form, no list of changes. */
export function plainContent({ body }: Operation): Content | undefined {
  return body?.content.find(
    (content) =>
      canEncode(content) &&
      (isJson(content.mediaType) || isForm(content.mediaType)) &&
      !/json-patch/i.test(content.mediaType),
  )
}

/** Returns whether an update names only what it changes: a merge patch, or a `PATCH` that requires no property. */
export function isPartialUpdate({ document }: Description, update: Operation): boolean {
  const { mediaType, schema } = plainContent(update) ?? {}
  if (mediaType === undefined || schema === undefined) return false
  const { properties, required } = shapeOf(document, schema)
  const isMergePatch = /^application\/(?:[^;]*\+)?merge-patch\+json\b/i.test(mediaType)
  return properties.size > 1 && (isMergePatch || (update.method === 'PATCH' && required.length === 0))
}
