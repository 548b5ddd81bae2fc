import type { ReceivedRequest } from '../request.ts'
import { header, withHeader } from '../request.ts'
import type { Fault } from './fault.ts'
import { crashesOn, editRequest, editResponse, ofKind, onlyAt } from './tools.ts'
import { contentType, ignoresBody, rewritesBody } from './validation-tools.ts'

const JSON_TYPE = 'application/json'
const FORM_TYPE = 'application/x-www-form-urlencoded'

const essenceOf = (request: ReceivedRequest): string =>
  (contentType(request).split(';')[0] ?? '').trim().toLowerCase()

/** Creates a fault that takes other media types for the right one. */
const typeBy = (
  name: string,
  how: string,
  matches: (essence: string, right: string) => boolean,
): Omit<Fault, 'kind'> => ({
  name: `type-by-${name}`,
  description: `A media type counts as the right one if ${how}.`,
  install: editRequest((request) => {
    const essence = essenceOf(request)
    const right = [JSON_TYPE, FORM_TYPE].find((type) => essence !== type && matches(essence, type))
    return right === undefined || header(request, 'content-type').length !== 1
      ? request
      : withHeader(request, 'content-type', [right])
  }),
})

/** Returns the id that a body names in a parameter of the path's name. */
function idInBody({ body }: ReceivedRequest): string | undefined {
  return /(?:^|[&{,])"?(?:id|intent)"?[=:]"?(pi_\w+)/.exec(body.toString())?.[1]
}

const withoutId = (text: string): string =>
  text.replace(/&?\b(?:id|intent)=pi_\w+/, '').replace(/"(?:id|intent)":"pi_\w+",?/, '')

/** Creates a fault in which a property of a prototype key appears in later responses. */
function polluted(name: string, what: string, key: RegExp): Omit<Fault, 'kind'> {
  return {
    name: `polluted-by-${name}`,
    description: `A property below ${what} of a body appears in every later response.`,
    install: (rules, state) => {
      const names = new Set<string>()
      let isFirst = false
      editRequest((request) => {
        const property = key.exec(request.body.toString())?.[1]
        isFirst = property !== undefined && !names.has(property)
        if (property !== undefined) names.add(property)
        return request
      })(rules, state)
      editResponse(
        ({ body }) => names.size > 0 && !isFirst && body.toString().startsWith('{'),
        (response) => {
          const value = JSON.parse(response.body.toString()) as Record<string, unknown>
          for (const property of names) value[property] = 1
          return { ...response, body: JSON.stringify(value) }
        },
      )(rules, state)
    },
  }
}

const both: readonly Fault[] = ofKind('body', [
  typeBy('prefix', 'it begins like it', (essence, right) => essence.startsWith(right)),
  typeBy('suffix', 'it ends like it', (essence, right) => essence.endsWith(right)),
  typeBy(
    'beginning',
    'it is the beginning of it',
    (essence, right) => essence.length > 12 && right.startsWith(essence),
  ),
  {
    name: 'type-octets-accepted',
    description: 'A body of `application/octet-stream` counts as one of the right type.',
    install: editRequest((request) =>
      essenceOf(request) === 'application/octet-stream'
        ? withHeader(request, 'content-type', [request.body.includes('{') ? JSON_TYPE : FORM_TYPE])
        : request,
    ),
  },
  {
    name: 'crash-on-empty-parameter-of-type',
    description: 'A media type with a semicolon at its end causes a 500.',
    install: crashesOn((request) => contentType(request).endsWith(';')),
  },
  {
    name: 'names-in-any-case',
    description: 'Names of parameters are case-insensitive.',
    install: rewritesBody((text) =>
      text.replaceAll(/"?cancellation_reason\b/gi, (name) => name.toLowerCase()),
    ),
  },
  {
    name: 'names-in-camel-case',
    description: 'Names of parameters are accepted in camel case too.',
    install: rewritesBody((text) => text.replaceAll('cancellationReason', 'cancellation_reason')),
  },
  {
    name: 'body-id-wins',
    description: 'An id in the body wins over that of the path.',
    install: editRequest((request) => {
      const other = idInBody(request)
      if (other === undefined) return request
      const path = request.path.split('/').with(3, other).join('/')
      return { ...request, path, body: Buffer.from(withoutId(request.body.toString())) }
    }),
  },
  {
    name: 'query-id-wins',
    description: 'An id in the query wins over that of the path.',
    install: editRequest((request) => {
      const other = /(?:^|&)(?:id|intent)=(pi_\w+)/.exec(request.query)?.[1]
      if (other === undefined) return request
      return { ...request, path: request.path.split('/').with(3, other).join('/') }
    }),
  },
  {
    name: 'body-id-too',
    description: 'The resource that the body names is canceled as well.',
    install: (rules, state) => {
      const named = new Map<string, string>()
      const { receive, cancel } = rules
      rules.receive = (request) => {
        const received = receive(request)
        const other = idInBody(received)
        if (other === undefined) return received
        named.set(received.path.split('/')[3] ?? '', other)
        return { ...received, body: Buffer.from(withoutId(received.body.toString())) }
      }
      rules.cancel = (intent, call) => {
        cancel(intent, call)
        const other = state.intents.get(named.get(call.id) ?? '')
        if (other !== undefined) cancel(other, call)
      }
    },
  },
  polluted('proto', '`__proto__`', /__proto__"?\]?(?::\{"|\[)(\w+)/),
  polluted('constructor', '`constructor`', /constructor"?\]?(?::\{"|\[)prototype"?\]?(?::\{"|\[)(\w+)/),
])

const leanrails: readonly Fault[] = onlyAt(
  'leanrails',
  ofKind('body', [
    {
      name: 'names-from-the-prototype',
      description: 'Properties below `__proto__` count as those of the body, which is copied.',
      install: rewritesBody((text) => text.replace(/"__proto__":\{([^{}]*)\}/, '$1')),
    },
    {
      name: 'names-without-quotes',
      description: 'Names in JSON need no quotes.',
      install: rewritesBody((text) => text.replaceAll(/([{,]\s*)([a-z_]\w*)(\s*:)/g, '$1"$2"$3')),
    },
  ]),
)

/** Expands other properties than those that a request names. */
function expands(change: (names: readonly string[]) => readonly string[]): Fault['install'] {
  return (rules) => {
    const { render } = rules
    rules.render = (intent, names) => render(intent, change(names))
  }
}

const stripe: readonly Fault[] = onlyAt(
  'stripe',
  ofKind('body', [
    {
      name: 'expand-any-property',
      description: 'Every property of a PaymentIntent may be expanded.',
      install: rewritesBody((text) =>
        text.replace(/&?expand(?:\[|%5B)\d*(?:\]|%5D)=(?:id|object|amount\w*)\b/g, ''),
      ),
    },
    {
      name: 'expand-ignored',
      description: 'The response contains ids, whatever `expand` names.',
      install: expands(() => []),
    },
    {
      name: 'expand-only-first',
      description: 'Only the first property that `expand` names is expanded.',
      install: expands((names) => names.slice(0, 1)),
    },
    {
      name: 'expand-only-last',
      description: 'Only the last property that `expand` names is expanded.',
      install: expands((names) => names.slice(-1)),
    },
    {
      name: 'expand-always',
      description: 'The customer is always expanded.',
      install: expands((names) => [...names, 'customer']),
    },
    {
      name: 'expand-path-ignored',
      description: 'A path into an object expands nothing.',
      install: expands((names) => names.filter((name) => !name.includes('.'))),
    },
    {
      name: 'crash-on-empty-value',
      description: 'A form with an empty value causes a 500.',
      install: crashesOn(({ body }) => /(?:cancellation_reason|expand)=(?:&|$)/.test(body.toString())),
    },
    {
      name: 'crash-on-reason-twice',
      description: 'A form with two reasons causes a 500.',
      install: crashesOn(({ body }) => /cancellation_reason=.*cancellation_reason=/.test(body.toString())),
    },
    {
      name: 'crash-on-json-in-a-form',
      description: 'JSON that is not an object causes a 500.',
      install: crashesOn(
        (request) => essenceOf(request) === JSON_TYPE && /^[["]/.test(request.body.toString()),
      ),
    },
    {
      name: 'crash-on-malformed-json-in-a-form',
      description: 'Malformed JSON causes a 500, although the API reads forms only.',
      install: crashesOn((request) => essenceOf(request) === JSON_TYPE && !isParsable(request)),
    },
    {
      name: 'json-array-ignored',
      description: 'A JSON array is accepted as an empty form.',
      install: ignoresBody(
        (request) => essenceOf(request) === JSON_TYPE && request.body.toString().startsWith('['),
      ),
    },
    {
      name: 'crash-on-huge-index',
      description: 'A form with a huge index causes a 500.',
      install: crashesOn(({ body }) => /\[\d{9,}\]/.test(body.toString())),
    },
    {
      name: 'crash-on-value-and-record',
      description: 'A form in which one key is a value and a record causes a 500.',
      install: crashesOn(({ body }) => /\b(\w+)=[^&]*&\1\[/.test(body.toString())),
    },
    {
      name: 'crash-on-key-without-value',
      description: 'A form with a key and no equals sign causes a 500.',
      install: crashesOn(({ body }) => /^\w+$/.test(body.toString())),
    },
  ]),
)

function isParsable({ body }: ReceivedRequest): boolean {
  try {
    JSON.parse(body.toString())
    return true
  } catch {
    return false
  }
}

/** Faults with bodies: their media types, their syntax, and what their names reach. */
export const bodyFaults: readonly Fault[] = [...both, ...leanrails, ...stripe]
