import { essence, isSuccess } from '../../description/index.ts'
import type { Operation } from '../../description/index.ts'

/**
 * Returns the value of `Accept`: the media types of all responses, those of the successes first, because HTTP sends an
 * error in a media type that the client accepts. Undefined if no response has a body.
 */
export function acceptOf({ responses }: Operation): string | undefined {
  const ordered = [
    ...responses.filter(({ status }) => isSuccess(status)),
    ...responses.filter(({ status }) => !isSuccess(status)),
  ]
  const types = new Set(
    ordered
      .flatMap(({ content }) => content.map(({ mediaType }) => mediaType))
      .filter((type) => essence(type) !== ''),
  )
  return types.size === 0 ? undefined : [...types].join(', ')
}
