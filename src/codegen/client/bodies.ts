import { isForm as isFormType, isJson } from '../../description/index.ts'
import type { RequestBody } from '../../description/index.ts'

/** Returns whether bodies are sent as a form: the first media type is a form, in upper or lower case. */
export function isForm(content: RequestBody['content']): boolean {
  return content[0] !== undefined && isFormType(content[0].mediaType)
}

/** Returns the first media type that is JSON, by its name or its suffix. */
export function jsonOf(content: RequestBody['content']): RequestBody['content'][number] | undefined {
  return content.find(({ mediaType }) => isJson(mediaType))
}
