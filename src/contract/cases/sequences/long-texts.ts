import type { Description, Operation, Resource, Schema } from '../../../description/index.ts'
import { excerpt, isRecord, schemasOf, shapeOf } from '../../../schema/index.ts'
import { canCarryBody, encode } from '../../../serialization/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import { variedBody } from '../../generate/varied-body.ts'
import { ruleIds } from '../../rules/ids.ts'
import { plainContent } from '../../rules/plain-content.ts'
import type { Case } from '../case.ts'
import { makeCase } from '../case-factory.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { isServerSet } from './compare.ts'
import { bodyOf, isGone, itemIn, requireClean, sendFor, sendUntil } from './items.ts'

/** The length of a text without a limit: longer than the columns of many databases. */
const LONG = 300

/** The longest text that is sent. */
const MAX_LENGTH = 10_000

/** Makes the case in which the longest texts that are allowed can be read as they were sent. */
export function longTextsCase(resource: Resource, read: Operation): Case {
  const { create } = resource
  const rule = ruleIds.sequence(create, 'created')
  return makeCase({
    family: 'sequences',
    operation: create,
    name: 'long texts can be read',
    rules: [rule],
    stateful: true,
    run: async (context) => {
      const long = [LONG, undefined].flatMap((free) => longBody(context.description, create, free) ?? [])
      if (long.length === 0) throw new CaseSkipped('no long text is allowed')
      const names = new Set(long.flatMap((one) => one.names))
      const bodies = long.map(({ body }) => body)
      const { item, exchange } = await context.create(resource, { bodies })
      const found = await sendUntil(
        () => sendFor(context, read, item),
        (one) => !isGone(one),
      )
      requireClean(context, exchange, found)
      const sent = itemIn(resource, exchange.requestBody)
      const received = bodyOf(resource, found)
      const cut = cutTexts(sent, received, names)
      context.record(
        rule,
        cut.length === 0,
        () => `whole texts: ${cut.map((one) => `/${one.name} of ${one.sent.length} characters`).join(', ')}`,
        () => cut.map((one) => `${one.received.length} characters: ${excerpt(one.received)}`).join(', '),
      )
    },
  })
}

interface LongBody {
  readonly body: Payload
  /** The properties with a long text. */
  readonly names: readonly string[]
}

/**
 * Returns a body with a long text in each property that allows one.
 *
 * @param free the length of a text without a limit. Undefined: those are not long.
 */
function longBody(
  description: Description,
  create: Operation,
  free: number | undefined,
): LongBody | undefined {
  const content = plainContent(create)
  const schema = content?.schema
  if (content === undefined || schema === undefined) return undefined
  const { document } = description
  const base = variedBody(description, create, content, { full: true })?.value
  if (!isRecord(base)) return undefined
  const isValid = (value: unknown): boolean =>
    schemasOf(document).isDefinitelyValid(schema, value) && canCarryBody(document, content, value)
  const value = { ...base }
  for (const [name, pointer] of shapeOf(document, schema).properties) {
    const old = base[name]
    const length = lengthOf(shapeOf(document, pointer).schema) ?? free
    if (typeof old !== 'string' || length === undefined || length <= old.length) continue
    const long = `${old}${'abcdefghi '.repeat(length / 10 + 1)}`.slice(0, length).replace(/ $/, 'j')
    if (!isServerSet(name) && isValid({ ...value, [name]: long })) value[name] = long
  }
  const names = Object.keys(value).filter((name) => value[name] !== base[name])
  return names.length === 0 ? undefined : { body: encode(content, value, document), names }
}

/** Returns the length of the longest text that a schema allows. Undefined if it has no limit. */
function lengthOf({ maxLength, format, pattern, enum: values, const: only }: Schema): number | undefined {
  // A text of a certain form is as long as that form.
  if ([format, pattern, values, only].some((keyword) => keyword !== undefined)) return 0
  return maxLength === undefined ? undefined : Math.min(maxLength, MAX_LENGTH)
}

interface CutText {
  readonly name: string
  readonly sent: string
  readonly received: string
}

/** Returns the long texts of which only the beginning was kept. The beginning of a short one may be another word. */
export function cutTexts(sent: unknown, received: unknown, names: ReadonlySet<string>): CutText[] {
  if (!isRecord(sent) || !isRecord(received)) return []
  return Object.entries(sent).flatMap(([name, text]): CutText[] => {
    const kept = received[name]
    if (!names.has(name)) return []
    if (typeof text !== 'string' || typeof kept !== 'string' || kept.length >= text.length) return []
    const beginning = kept.replace(/(?:\.{3}|…)$/, '')
    return beginning !== '' && text.startsWith(beginning) ? [{ name, sent: text, received: kept }] : []
  })
}
