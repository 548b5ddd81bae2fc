import { expect, test } from 'vitest'
import { makeRouter } from '../../../src/mock/read/routing.ts'
import { descriptionOf } from '../any/serve.ts'

/** Returns the path that a request is routed to, if the description has these paths in this order. */
function routed(paths: readonly string[], path: string): string | undefined {
  const operation = { responses: { 200: { description: 'Done.' } } }
  const description = descriptionOf({
    paths: Object.fromEntries(paths.map((each) => [each, { get: operation }])),
  })
  const matches = makeRouter(description)({ method: 'GET', path } as never)
  return 'unmatched' in matches ? undefined : matches[0].operation.path
}

/** Returns all orders of a list. */
function orders<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, at) =>
    orders(items.filter((_, index) => index !== at)).map((rest) => [item, ...rest]),
  )
}

const PATHS = ['/jobs/{id}', '/jobs/search', '/jobs', '/jobs/{id}/log', '/{kind}/search']

test.each([
  ['/jobs/search', '/jobs/search'],
  ['/jobs/7', '/jobs/{id}'],
  ['/jobs', '/jobs'],
  ['/jobs/search/log', '/jobs/{id}/log'],
  ['/users/search', '/{kind}/search'],
])('routes %s to %s, whatever the order of the paths', (path, template) => {
  expect(new Set(orders(PATHS).map((paths) => routed(paths, path)))).toEqual(new Set([template]))
})
