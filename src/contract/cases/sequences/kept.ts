import { isDeepStrictEqual } from 'node:util'
import type { OpenAPIDocument, Operation, Resource } from '../../../description/index.ts'
import { excerpt, isRecord, propertiesOf, schemasOf, shapeOf } from '../../../schema/index.ts'
import { canCarryBody, encode } from '../../../serialization/index.ts'
import type { CreatedItem } from '../../fixtures/created.ts'
import { variedValue } from '../../generate/varied-body.ts'
import { describeResponse } from '../../expected/describe.ts'
import type { Exchange } from '../../http/exchange.ts'
import { ruleIds } from '../../rules/ids.ts'
import { plainContent } from '../../rules/plain-content.ts'
import type { Case } from '../case.ts'
import type { CaseContext } from '../case-context.ts'
import { makeCase } from '../case-factory.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { differences } from './compare.ts'
import {
  bodiesOf,
  bodyOf,
  isPending,
  isSuccess,
  itemIn,
  readItem,
  requireClean,
  schemaOf,
  sendFor,
  sendUntil,
} from './items.ts'

/** How many properties are changed, until one change is accepted. */
const MAX_CHANGES = 3

type Values = Readonly<Record<string, unknown>>

/**
 * Makes the case in which a partial update keeps what it does not name. A server may derive one property from another, so
 * only a value that is gone or empty is lost.
 */
export function keptCase(resource: Resource, update: Operation, read: Operation): Case {
  const rule = ruleIds.sequence(update, 'kept')
  return makeCase({
    family: 'sequences',
    operation: update,
    name: 'what is not named keeps its value',
    rules: [rule],
    stateful: true,
    run: async (context) => {
      const first = await change(context, { resource, update, read }, [])
      const isWhole = first.names.length > 1 && first.lost.length === first.names.length
      // A server may clear what belongs to the property that changed, such as the region of another country.
      const { lost } =
        first.lost.length === 0 || isWhole
          ? first
          : await change(context, { resource, update, read }, [first.name, ...first.lost])
      const always = first.lost.filter((name) => lost.includes(name))
      if (first.lost.length > 0 && always.length === 0)
        throw new CaseSkipped('another property is cleared only after one change')
      context.record(
        rule,
        always.length === 0,
        () => `the values that were not named: ${valuesOf(first.old, always)}`,
        () => valuesOf(first.now, always),
      )
    },
  })
}

interface Change {
  /** The property that changed. */
  readonly name: string
  /** The properties that must keep their values. */
  readonly names: readonly string[]
  readonly lost: readonly string[]
  readonly old: Values
  readonly now: Values
}

/**
 * Creates an item and changes one property of it.
 *
 * @param except properties that are not changed
 */
async function change(
  context: CaseContext,
  { resource, update, read }: { resource: Resource; update: Operation; read: Operation },
  except: readonly string[],
): Promise<Change> {
  const { description } = context
  const created = await context.create(resource, { bodies: bodiesOf(description, resource.create) })
  const before = await readItem(context, read, created.item)
  const old = bodyOf(resource, before)
  const sent = itemIn(resource, created.exchange.requestBody)
  if (!isRecord(old) || !isRecord(sent)) throw new CaseSkipped('what was created is no object')
  const { exchange, name } = await changeOne(context, resource, update, {
    item: created.item,
    before,
    except,
  })
  if (isPending(exchange)) throw new CaseSkipped('the update is not finished (202)')
  const names = settable(description.document, update).filter(
    (one) =>
      one !== name &&
      typeof old[one] !== 'boolean' &&
      isDeepStrictEqual(sent[one], old[one]) &&
      !isEmpty(old[one]),
  )
  if (names.length === 0) throw new CaseSkipped('no other property could be set and read')
  const lostIn = (one: Exchange): string[] => {
    const now = bodyOf(resource, one)
    return isRecord(now) ? names.filter((each) => isEmpty(now[each])) : []
  }
  const after = await sendUntil(
    () => sendFor(context, read, created.item),
    (one) => isSuccess(one) && lostIn(one).length === 0,
  )
  requireClean(context, exchange, after)
  return { name, names, lost: lostIn(after), old, now: bodyOf(resource, after) as Values }
}

/** Changes one property. @throws CaseSkipped if none can be changed */
async function changeOne(
  context: CaseContext,
  resource: Resource,
  update: Operation,
  { item, before, except }: { item: CreatedItem; before: Exchange; except: readonly string[] },
): Promise<{ exchange: Exchange; name: string }> {
  const { description } = context
  const { document } = description
  const content = plainContent(update)
  const schema = content?.schema
  const old = bodyOf(resource, before)
  if (content === undefined || schema === undefined || !isRecord(old))
    throw new CaseSkipped('no property can be changed alone')
  const isValid = (value: unknown): boolean =>
    schemasOf(document).isDefinitelyValid(schema, value) && canCarryBody(document, content, value)
  const names = [...propertiesOf(document, schema).keys()].filter((name) => Object.hasOwn(old, name))
  const known = Object.fromEntries(names.map((name) => [name, old[name]]))
  const varied = variedValue(document, schema, known, { numbers: true, isValid })
  const fresh = bodiesOf(description, update)[0]?.value
  const changes = [fresh, varied]
    .flatMap((values) => differences(document, schemaOf(resource, before), values, old))
    .filter(({ name }) => !except.includes(name))
    .map(({ name, sent }) => ({ name, value: { [name]: sent } }))
    .filter(({ value }) => isValid(value))
  let rejected: Exchange | undefined
  for (const { name, value } of changes.slice(0, MAX_CHANGES)) {
    const exchange = await sendFor(context, update, item, { body: encode(content, value) })
    if (isSuccess(exchange)) return { exchange, name }
    rejected = exchange
  }
  throw new CaseSkipped(
    rejected === undefined
      ? 'no property can be changed alone'
      : `${update.id} got ${describeResponse(description, rejected)}`,
  )
}

/** Returns the properties that an update can set, and that have no default to return to. */
function settable(document: OpenAPIDocument, update: Operation): string[] {
  const schema = plainContent(update)?.schema
  if (schema === undefined) return []
  return [...propertiesOf(document, schema)].flatMap(([name, at]) =>
    shapeOf(document, at).schema.default === undefined ? [name] : [],
  )
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0
  return value === undefined || value === null || value === '' || value === 0
}

function valuesOf(values: Values, names: readonly string[]): string {
  return names
    .map((name) => (Object.hasOwn(values, name) ? `/${name} ${excerpt(values[name])}` : `no /${name}`))
    .join(', ')
}
