import { describe, expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import type { Report } from '../../../src/contract/index.ts'
import { describeCrud } from './description.ts'
import { ADA, BOB, startCrud } from './server.ts'
import type { Behavior, CrudServer } from './server.ts'

async function testCrud(
  behavior: Behavior,
  change?: Parameters<typeof describeCrud>[0],
): Promise<{ report: Report; server: CrudServer }> {
  const server = await startCrud(behavior)
  try {
    const target = { baseUrl: server.url, apiKey: ADA, otherApiKey: BOB, timeout: 3000 }
    const report = await runContract({ description: describeCrud(change), target, seed: 1, runs: 3 })
    return { report, server }
  } finally {
    await server.close()
  }
}

function failures({ rules }: Report) {
  return rules.flatMap(({ id, verdict, failures: [first] }) =>
    verdict === 'failed' ? [{ id, expected: first?.expected, actual: first?.actual }] : [],
  )
}

function failedRules({ rules }: Report): string[] {
  return rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)
}

function untested({ rules }: Report): string[] {
  return rules.filter(({ verdict }) => verdict === 'untested').map(({ id, reason }) => `${id}: ${reason}`)
}

/** Documents that a name may be taken. */
const withConflicts: Parameters<typeof describeCrud>[0] = ({ paths }) => {
  for (const operation of [paths['/things'].post, paths['/things/{id}'].put]) {
    const responses = operation.responses as Record<string, unknown>
    responses['409'] = responses['400']
  }
}

/** Describes a list in pages that a cursor selects. */
const withCursor: Parameters<typeof describeCrud>[0] = ({ paths }) => {
  const { parameters, responses } = paths['/things'].get
  const cursor = { name: 'cursor', in: 'query', schema: { type: 'string' } }
  Object.assign(paths['/things'].get, {
    parameters: [...parameters, cursor],
    responses: {
      ...responses,
      200: {
        description: 'Your things.',
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['items'],
              properties: {
                items: { type: 'array', items: { $ref: '#/components/schemas/Thing' } },
                nextCursor: { type: ['string', 'null'] },
              },
            },
          },
        },
      },
    },
  })
}

/** Describes a list in pages that a number selects. */
const withPages =
  (name: 'offset' | 'page'): NonNullable<Parameters<typeof describeCrud>[0]> =>
  ({ paths }) => {
    const parameter = {
      name,
      in: 'query',
      description: 'Which items.',
      schema: { type: 'integer', minimum: 0, maximum: 1_000_000 },
    }
    paths['/things'].get.parameters.push(parameter)
  }

/** Describes a PATCH that requires no property. */
const withPatch: Parameters<typeof describeCrud>[0] = ({ paths }) => {
  const { put } = paths['/things/{id}']
  const schema = {
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 40 },
      price: { type: 'integer', minimum: 0, maximum: 1_000_000 },
      note: { type: 'string', maxLength: 200 },
    },
  }
  Object.assign(paths['/things/{id}'], {
    patch: {
      ...put,
      operationId: 'patchThing',
      requestBody: { required: true, content: { 'application/json': { schema } } },
    },
  })
}

describe('a plain CRUD server', () => {
  test('that is correct passes, without fixtures, and nothing is left behind', async () => {
    const { report, server } = await testCrud({})
    expect(failures(report)).toEqual([])
    // This server has no reason to respond 400 to a request without a body.
    expect(untested(report)).toEqual(
      ['readThing', 'deleteThing'].flatMap((operation) => [
        `${operation}/responses/400: needs a response 400`,
        `${operation}/responses/400/application/json: needs a response 400`,
      ]),
    )
    expect(report.notes).toEqual([])
    expect([...server.things]).toEqual([])
  })

  test.each<[NonNullable<Behavior['fault']>, string[]]>([
    ['status 500', ['readThing/no-server-error']],
    ['wrong schema', ['schemas/Thing/price/type']],
    ['invalid input accepted', ['createThing/body/price/required', 'updateThing/body/price/required']],
    ['delete does nothing', ['deleteThing/sequences/gone']],
    ['rejected create has effects', ['createThing/sequences/rejected']],
    ['rejected update has effects', ['updateThing/sequences/rejected']],
    ['wrong Location', ['createThing/sequences/location']],
    [
      'missing auth',
      ['readThing/security/key/malformed', 'readThing/security/key/wrong', 'readThing/security/missing'],
    ],
    [
      "another account's object",
      ['readThing/sequences/isolation', 'updateThing/sequences/isolation', 'deleteThing/sequences/isolation'],
    ],
    ['mass assignment', ['createThing/body/readOnly']],
    ['stack trace', ['createThing/no-leak', 'updateThing/no-leak']],
    ['list ignores limit', ['listThings/sequences/limit/limit']],
    ['create forgets a property', ['createThing/sequences/created']],
    ['update does nothing', ['updateThing/sequences/updated']],
    ['list is empty', ['listThings/sequences/listed']],
    ['list keeps what was deleted', ['deleteThing/sequences/gone']],
    ['create cuts a text', ['createThing/sequences/created']],
  ])('with the fault "%s" fails the rule for it', async (fault, rules) => {
    const { report } = await testCrud({ fault })
    expect(failedRules(report)).toEqual(rules)
  })

  test.each<[string, Behavior, Parameters<typeof describeCrud>[0]?]>([
    [
      'responds 200 to a creation, as described',
      { createStatus: 200 },
      ({ paths }) => {
        const { responses } = paths['/things'].post as { responses: Record<string, unknown> }
        responses['200'] = responses['201']
        delete responses['201']
      },
    ],
    ['has short numbers as ids', { numericIds: true }],
    ['sends no Location', { noLocation: true }],
    ['merges in a PUT', { merges: true }],
    ['normalizes texts', { normalizes: true }],
    ['sends more properties', { extra: true }],
    ['lists in pages', { pageSize: 2 }],
    ['marks things as deleted', { softDelete: true }],
    ['lists what was deleted, with a mark', { listsDeleted: true }],
    [
      'responds 200 to a deletion and 410 afterwards, as described',
      { deleteStatus: 200, goneStatus: 410 },
      ({ paths }) => {
        const item = paths['/things/{id}']
        const operations = [item.get, item.put, item.delete] as { responses: Record<string, unknown> }[]
        for (const { responses } of operations) responses['410'] = responses['404']
        const deletion = item.delete as { responses: Record<string, unknown> }
        deletion.responses['200'] = (item.get as { responses: Record<string, unknown> }).responses['200']
      },
    ],
  ])('that is correct and %s passes', async (_, behavior, change) => {
    const { report } = await testCrud(behavior, change)
    expect(failures(report)).toEqual([])
  })

  test.each([true, 'first'] as const)(
    'that wants unique names passes, with hardly a rule untested (%s)',
    async (uniqueNames) => {
      const { report } = await testCrud({ uniqueNames }, withConflicts)
      expect(failures(report)).toEqual([])
      const others = untested(report).filter((one) => !/\/responses\/4\d\d/.test(one))
      expect(others).toEqual([])
    },
  )

  test.each<[NonNullable<Behavior['fault']>, string[]]>([
    ['invalid input accepted', ['createThing/body/price/required', 'updateThing/body/price/required']],
    ['update does nothing', ['updateThing/sequences/updated']],
  ])('that wants unique names and has the fault "%s" fails the rule for it', async (fault, rules) => {
    const { report } = await testCrud({ fault, uniqueNames: true }, withConflicts)
    expect(failedRules(report)).toEqual(rules)
  })

  test.each<[string, Behavior, Parameters<typeof describeCrud>[0]]>([
    ['a cursor', { cursor: 'right' }, withCursor],
    ['an offset', { pages: 'offset' }, withPages('offset')],
    ['a number from 0', { pages: 0 }, withPages('page')],
    ['a number from 1', { pages: 1 }, withPages('page')],
  ])('whose list of pages with %s keeps what was deleted fails the rule for it', async (_, pages, change) => {
    const correct = await testCrud(pages, change)
    expect(failures(correct.report)).toEqual([])
    const { report } = await testCrud({ ...pages, fault: 'list keeps what was deleted' }, change)
    expect(failedRules(report)).toEqual(['deleteThing/sequences/gone'])
  })

  test.each(['right', 'polls'] as const)('whose cursors are %s passes', async (cursor) => {
    const { report } = await testCrud({ cursor }, withCursor)
    expect(failures(report)).toEqual([])
    const rule = report.rules.find(({ id }) => id === 'listThings/sequences/pages/cursor')
    expect(rule?.verdict).toBe('passed')
  })

  test.each(['same', 'skips', 'repeats'] as const)(
    'whose cursor has the fault "%s" fails the rule for it',
    async (cursor) => {
      const { report } = await testCrud({ cursor }, withCursor)
      expect(failedRules(report)).toEqual(['listThings/sequences/pages/cursor'])
    },
  )

  test.each(['keeps', 'clears the note'] as const)('whose PATCH %s passes', async (patch) => {
    const { report } = await testCrud({ patch }, withPatch)
    expect(failures(report)).toEqual([])
    const rule = report.rules.find(({ id }) => id === 'patchThing/sequences/kept')
    expect(rule?.verdict).toBe(patch === 'keeps' ? 'passed' : 'untested')
  })

  test.each(['resets all', 'resets the note'] as const)(
    'whose PATCH %s that it does not name fails the rule for it',
    async (patch) => {
      const { report } = await testCrud({ patch }, withPatch)
      expect(failedRules(report)).toEqual(['patchThing/sequences/kept'])
    },
  )
})
