import { createdId } from '../../../description/index.ts'
import type { IdLink, Operation, Resource } from '../../../description/index.ts'
import { parametersOf, pathParameterNames } from '../../fixtures/created.ts'
import { describeResponse } from '../../expected/describe.ts'
import { jsonOf } from '../../http/body.ts'
import type { Exchange } from '../../http/exchange.ts'
import { addressOf } from '../../http/target.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { CaseContext } from '../case-context.ts'
import { makeCase } from '../case-factory.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { describeValues, differences } from './compare.ts'
import {
  bodiesOf,
  bodyOf,
  isGone,
  isPending,
  isSuccess,
  itemIn,
  requireClean,
  schemaOf,
  sendFor,
  sendUntil,
} from './items.ts'
import { idNamesOf } from './list-items.ts'

/** Makes the case in which what was created can be read as it was sent. */
export function createdCase(resource: Resource, read: Operation): Case {
  const { create } = resource
  const rule = ruleIds.sequence(create, 'created')
  return makeCase({
    family: 'sequences',
    operation: create,
    name: 'what was created can be read',
    rules: [rule],
    stateful: true,
    run: async (context) => {
      const { item, exchange } = await context.create(resource, {
        bodies: [...bodiesOf(context.description, create), undefined],
      })
      const found = await sendUntil(
        () => sendFor(context, read, item),
        (one) => !isGone(one),
      )
      if (isGone(found) && isPending(exchange)) throw new CaseSkipped('the creation is not finished (202)')
      if (isGone(found)) {
        context.record(
          rule,
          false,
          () => `what ${create.id} created, from ${read.id}`,
          () => describeResponse(context.description, found),
        )
        return
      }
      requireClean(context, exchange, found)
      const { document } = context.description
      const sent = itemIn(resource, exchange.requestBody)
      const changed = differences(document, schemaOf(resource, found), sent, bodyOf(resource, found))
      // A server may choose the id itself, whatever the client sent.
      const idNames = idNamesOf(resource)
      const lost = changed.filter(({ name }) => !idNames.includes(name))
      context.record(
        rule,
        lost.length === 0,
        () => `the values that were sent: ${describeValues(lost, 'sent')}`,
        () => describeValues(lost, 'received'),
      )
    },
  })
}

/** Makes the case in which `Location` leads to what was created (RFC 9110, section 10.2.2). */
export function locationCase(resource: Resource, read: Operation): Case {
  const { create } = resource
  const rule = ruleIds.sequence(create, 'location')
  return makeCase({
    family: 'sequences',
    operation: create,
    name: 'Location leads to what was created',
    rules: [rule],
    stateful: true,
    run: async (context) => {
      const { item, exchange } = await context.create(resource)
      const location = exchange.response.headers.get('location')?.[0]
      if (exchange.response.status !== 201 || location === undefined)
        throw new CaseSkipped('the response 201 has no header `Location`')
      const own = await sendFor(context, read, item)
      requireClean(context, exchange, own)
      const path = pathBelow(context, exchange, location)
      // A proxy may add a part of the path that the server does not know.
      if (path?.endsWith(item.path) === true && path !== item.path) return
      const found = path === undefined ? undefined : await sendFor(context, read, item, { path })
      const isSame = found !== undefined && isSuccess(found) && !areDifferentItems(resource, own, found)
      context.record(
        rule,
        isSame,
        () => `a Location that leads to ${item.path}`,
        () =>
          found === undefined || path === undefined
            ? `Location: ${location}`
            : `Location: ${location}, which gets ${describeResponse(context.description, found)}`,
      )
    },
  })
}

/** Returns the path of a location below the base URL. Undefined if it leads elsewhere. */
function pathBelow({ target }: CaseContext, { request }: Exchange, location: string): string | undefined {
  const base = new URL(addressOf(target))
  const origin = new URL(request.path, base)
  if (!URL.canParse(location, origin)) return undefined
  // The host may be the public name of the server.
  const { pathname, search } = new URL(location, origin)
  const prefix = base.pathname.replace(/\/$/, '')
  return pathname.startsWith(`${prefix}/`) ? `${pathname}${search}`.slice(prefix.length) : undefined
}

function areDifferentItems(resource: Resource, one: Exchange, other: Exchange): boolean {
  const idOf = ({ response }: Exchange): string | undefined =>
    createdId(resource.ids, { responseBody: jsonOf(response), header: () => undefined })
  const [left, right] = [idOf(one), idOf(other)]
  return left !== undefined && right !== undefined && left !== right
}

/** Makes the case in which a link leads to what was created. */
export function linkCase(resource: Resource, link: IdLink): Case {
  const { create } = resource
  const rule = ruleIds.link(create, link.response.status, link.name)
  return makeCase({
    family: 'sequences',
    operation: create,
    name: `the link ${link.name}`,
    rules: [rule],
    stateful: true,
    run: async (context) => {
      const { item, exchange } = await context.create(resource)
      const id = createdId([link.source], {
        requestBody: exchange.requestBody,
        responseBody: jsonOf(exchange.response),
        header: (name) => exchange.response.headers.get(name)?.[0],
      })
      if (id === undefined) throw new CaseSkipped('the response does not have the value of the link')
      requireClean(context, exchange)
      const names = pathParameterNames(link.operation)
      const parents = parametersOf(link.operation, item.values.slice(0, names.indexOf(link.parameter)))
      const send = (): Promise<Exchange> =>
        context.send({ resource: { ...parents, [link.parameter]: id } }, { operation: link.operation })
      const found = await sendUntil(send, (one) => !isGone(one))
      if (isGone(found) && isPending(exchange)) throw new CaseSkipped('the creation is not finished (202)')
      if (!isGone(found)) requireClean(context, found)
      context.record(
        rule,
        !isGone(found),
        () => `a success of ${link.operation.id}`,
        () => describeResponse(context.description, found),
      )
    },
  })
}
