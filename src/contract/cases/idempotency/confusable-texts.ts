import { get, isForm, joinPointer } from '../../../description/index.ts'
import type { Content, ExpectedResponse, Operation } from '../../../description/index.ts'
import { withValue } from '../../../schema/index.ts'
import type { Sample } from '../../../schema/index.ts'
import { canEncode, encode } from '../../../serialization/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { CaseContext } from '../case-context.ts'
import type { Case } from '../case.ts'
import type { CaseInput, PartialPlan } from '../case-factory.ts'
import { describedSamples } from './bodies.ts'
import { clauseCase } from './clause-case.ts'

/** A text and others that a server may take for the same. */
interface Confusable {
  readonly name: string
  readonly text: string
  readonly others: readonly string[]
}

/** A text with everything that a server may normalize, decode or drop. */
const SIGNS = '<i>Twice</i>\n10 % + 1 & \\n, cafe\u0301 Stra\u00dfe \u{1f4b3}%20x, 7'

/** A text that is longer than any limit that a server may compare up to: 18,000 characters. */
const LONG = 'Ordered twice. '.repeat(1200)

const CONFUSABLES: readonly Confusable[] = [
  {
    name: 'a text that looks the same',
    text: SIGNS,
    others: [
      ` ${SIGNS}`,
      `${SIGNS} `,
      `${SIGNS}\n`,
      SIGNS.replace('\n', '\r\n'),
      SIGNS.replace('\n', ' '),
      SIGNS.replace(', ', ',  '),
      SIGNS.replace(', ', ',\t'),
      SIGNS.replace(', ', ',\u00a0'),
      SIGNS.replace(', ', ' '),
      SIGNS.normalize('NFC'),
      SIGNS.replace('\u0301', ''),
      SIGNS.replace('7', '\uff17'),
      SIGNS.replace('\u00df', 'ss'),
      SIGNS.replace('T', 't'),
      SIGNS.replace('T', '\u0422'),
      SIGNS.replace('Tw', 'T\u200bw'),
      SIGNS.replace('Tw', 'T\u00adw'),
      SIGNS.replace('Tw', 'T\ufeffw'),
      `${SIGNS}\ufe0f`,
      SIGNS.replace('\u{1f4b3}', '\u{1f4b0}'),
      SIGNS.replace('\u{1f4b3}', '?'),
      SIGNS.replace('%20', ' '),
      SIGNS.replace('+', ' '),
      SIGNS.replace('&', '&amp;'),
      SIGNS.replace('\\n', '\n'),
      SIGNS.replace('Tw', 'wT'),
      SIGNS.replace('7', '8'),
      SIGNS.replaceAll(/<.*?>/g, ''),
      `${SIGNS}\0`,
      `${SIGNS}\0x`,
    ],
  },
  { name: 'the same number', text: '1e3', others: ['1000', '1000.0', '+1e3', '01e3', '0x3e8', '1E3'] },
  { name: 'the same hash of zero', text: '0e1', others: ['0e2', '0', '00'] },
  {
    name: 'a long text that differs at one place',
    text: LONG,
    others: [`${LONG.slice(0, -1)}~`, `${LONG}~`, `~${LONG.slice(1)}`, LONG.replace(/^(.{3000})./s, '$1~')],
  },
]

/** Makes the cases in which a key is used again with a text that differs as little as a text can. */
export function confusableTexts(input: CaseInput): Case[] {
  const { operation, schemas } = input
  const content = operation.body?.content.find(canEncode)
  if (content === undefined || operation.idempotency === undefined) return []
  if (!operation.idempotency.mismatch.differs.includes('body')) return []
  // Where several texts are free, the first one stands for all.
  const sample = describedSamples(input, content).find((one) => one.valid && textOf(one).length > 200)
  if (sample === undefined) return []
  const isAllowed = (text: string): boolean =>
    content.schema === undefined || schemas.isDefinitelyValid(content.schema, withValue(sample, text))
  const planOf = (text: string): PartialPlan => ({ body: encode(content, withValue(sample, text)) })
  const replay = ruleIds.idempotency(operation, 'replay')
  const stores = operation.idempotency.stores.includes('success')
  const confusables = CONFUSABLES.flatMap(({ name, text, others }) => {
    const allowed = [...new Set(others)].filter((other) => other !== text && isAllowed(other))
    if (!isAllowed(text) || allowed.length === 0) return []
    const reused = clauseCase(
      operation,
      `key reused with ${name}`,
      ['mismatch/body', 'replay'],
      async (context) => {
        const plan = { resource: await context.resource(), key: context.key() }
        const first = await context.controlRequest({ ...plan, ...planOf(text) })
        for (const other of allowed)
          expectConflict(context, await context.send({ ...plan, ...planOf(other) }), other)
        const again = await context.send({ ...plan, ...planOf(text), mayBeReplay: true })
        if (stores) context.expectSame(again, first, replay)
      },
    )
    return [reused]
  })
  return [...confusables, ...emptyTextCases(input, sample, content)]
}

/** Makes a case in which a key is used again without a text that was empty. */
function emptyTextCases({ operation, schemas }: CaseInput, sample: Sample, content: Content): Case[] {
  const [name = '', ...below] = sample.keys
  const empty = withValue(sample, '')
  const missing = Object.fromEntries(Object.entries(Object(empty) as object).filter(([key]) => key !== name))
  const isAllowed = (value: unknown): boolean =>
    content.schema === undefined || schemas.isDefinitelyValid(content.schema, value)
  // In a form, an empty text may stand for a missing one.
  if (below.length > 0 || isForm(content.mediaType) || ![empty, missing].every(isAllowed)) return []
  const reused = clauseCase(
    operation,
    'key reused without an empty text',
    ['mismatch/body'],
    async (context) => {
      const plan = { resource: await context.resource(), key: context.key() }
      await context.controlRequest({ ...plan, body: encode(content, empty) })
      expectConflict(context, await context.send({ ...plan, body: encode(content, missing) }), '')
    },
  )
  return [reused]
}

/** Expects the rejection of another body. A server may also reject a NUL, which many databases cannot store. */
function expectConflict(
  context: CaseContext,
  exchange: Parameters<CaseContext['expect']>[0],
  text: string,
): void {
  const { operation } = context
  const conflict = operation.idempotency?.mismatch.responses ?? []
  const expected = text.includes('\0') ? [...conflict, ...invalidBody(operation)] : conflict
  context.expect(exchange, expected, ruleIds.idempotency(operation, 'mismatch/body'))
}

function invalidBody({ responses }: Operation): ExpectedResponse[] {
  return responses.filter(({ status }) => /^4(?:00|22)$/.test(status)).map(({ status }) => ({ status }))
}

function textOf({ value, keys }: Sample): string {
  const text = get(value, joinPointer('', ...keys))
  return typeof text === 'string' ? text : ''
}
