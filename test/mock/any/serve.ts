import { describe as describeDocument } from '../../../src/description/index.ts'
import type { Description } from '../../../src/description/index.ts'
import { startMock } from '../../../src/mock/index.ts'
import type { MockOptions, RunningMock } from '../../../src/mock/index.ts'

/** Returns a description of a document in memory. */
export function descriptionOf(document: object): Description {
  const whole = { openapi: '3.1.0', info: { title: 'Any', version: '1' }, paths: {}, ...document }
  return describeDocument('any', whole, {})
}

/** Starts a mock of a document in memory. */
export function serveDocument(document: object, options: MockOptions = {}): Promise<RunningMock> {
  return startMock(descriptionOf(document), options)
}

/** Returns a response with one media type. */
export function content(mediaType: string, schema: unknown, more: object = {}): object {
  return { description: 'A body.', content: { [mediaType]: { schema, ...more } } }
}
