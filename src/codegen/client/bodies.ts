import { essence, isForm, isJson } from '../../description/index.ts'
import type { Content, RequestBody } from '../../description/index.ts'

/** Returns `application/json`, or else the first media type that is JSON by its name or its suffix. */
export function jsonOf(content: RequestBody['content']): Content | undefined {
  return (
    content.find(({ mediaType }) => essence(mediaType) === 'application/json') ??
    content.find(({ mediaType }) => isJson(mediaType))
  )
}

/** Returns the media type that the client sends: a form if it is the first, or else JSON, or else the first. */
export function sentContent({ content }: RequestBody): Content | undefined {
  const [first] = content
  if (first === undefined || isForm(first.mediaType)) return first
  const isMultipart = ({ mediaType }: Content): boolean => essence(mediaType).startsWith('multipart/')
  return (
    jsonOf(content) ??
    content.find(isMultipart) ??
    content.find(({ mediaType }) => isForm(mediaType)) ??
    first
  )
}
