import { sourceText } from '../../description/index.ts'
import type { Description, DescriptionProblem } from '../../description/index.ts'
import { uncheckedKeywords, uncheckedMessage } from '../../schema/index.ts'

/** Returns a warning for each keyword of a request or a response that the mock does not check, once for each message. */
export function uncheckedWarnings(description: Description): DescriptionProblem[] {
  const { document, operations } = description
  const starts = operations.flatMap(({ parameters, body, responses }) => [
    ...parameters.map(({ schema }) => schema),
    ...(body?.content ?? []).map(({ schema }) => schema),
    ...responses.flatMap(({ content }) => content.map(({ schema }) => schema)),
  ])
  const warnings = new Map<string, DescriptionProblem>()
  for (const pointer of uncheckedKeywords(document, new Set(starts.filter((start) => start !== undefined)))) {
    const message = uncheckedMessage(document, pointer, 'The mock does')
    if (message === undefined || warnings.has(message)) continue
    warnings.set(message, { source: sourceText(description, pointer), message })
  }
  return [...warnings.values()]
}
