import { callerOf, type Caller, type SandboxKeys } from '../keys.ts'
import { readAuthorization } from '../authorization.ts'
import { header, withHeader, type ReceivedRequest } from '../request.ts'
import type { Fault } from './fault.ts'
import {
  dropHeader,
  ofKind,
  onlyAt,
  changeStatus,
  editRequest,
  editResponse,
  rejectionFilters,
  crashesOn,
} from './tools.ts'

/** Accepts some unauthenticated requests as the first merchant. */
function acceptsWhere(
  matches: (key: string, request: ReceivedRequest, keys: SandboxKeys) => boolean,
): Fault['install'] {
  return (rules, { keys }) => {
    const { authenticate } = rules
    rules.authenticate = (request) => {
      try {
        return authenticate(request)
      } catch (error) {
        if (matches(keyIn(request), request, keys)) return callerOf(keys, keys.secret) as Caller
        throw error
      }
    }
  }
}

/** Returns the API key of a request, from either scheme. */
function keyIn(request: ReceivedRequest): string {
  const credentials = readAuthorization(request)
  if (typeof credentials === 'string') return ''
  return credentials.scheme === 'basic' ? credentials.username : credentials.token
}

/** Returns the text after the scheme, as it is and decoded from Base64. */
function keysIn(request: ReceivedRequest): string[] {
  const rest = (header(request, 'authorization')[0] ?? '').split(' ').at(-1) ?? ''
  return [rest, Buffer.from(rest, 'base64').toString('utf8').split(':', 1)[0] ?? '']
}

const authorization = (request: ReceivedRequest): string => header(request, 'authorization')[0] ?? ''

const isBasic = (request: ReceivedRequest): boolean => /^basic\b/i.test(authorization(request))

const both = ofKind('auth', [
  {
    name: 'auth-not-needed',
    description: 'A request without an API key is accepted.',
    install: acceptsWhere((_, request) => header(request, 'authorization').length === 0),
  },
  {
    name: 'auth-not-needed-with-body',
    description: 'A request with a body is accepted without an API key.',
    install: acceptsWhere(
      (_, request) => header(request, 'authorization').length === 0 && request.body.byteLength > 0,
    ),
  },
  {
    name: 'auth-after-state',
    description: 'The status of a canceled PaymentIntent is checked before the API key.',
    install: (rules, { intents }) => {
      const { authenticate } = rules
      rules.authenticate = (request) => {
        const intent = intents.get(rules.route(request))
        if (intent?.status === 'canceled') throw rules.rejections.unexpectedState(intent)
        return authenticate(request)
      }
    },
  },
  {
    name: 'auth-compares-prefix',
    description: 'Only the first 20 characters of the API key are compared.',
    install: acceptsWhere(
      (key, _, keys) => key.length >= 20 && key.slice(0, 20) === keys.secret.slice(0, 20),
    ),
  },
  {
    name: 'auth-ignores-last-character',
    description: 'The last character of the API key is not compared.',
    install: acceptsWhere((key, _, keys) => key.slice(0, -1) === keys.secret.slice(0, -1)),
  },
  {
    name: 'auth-compares-end',
    description: 'The API key is accepted after any other text.',
    install: acceptsWhere((key, _, keys) => key.endsWith(keys.secret)),
  },
  {
    name: 'auth-ignores-case',
    description: 'The API key is compared case-insensitively.',
    install: acceptsWhere((key, _, keys) => key.toLowerCase() === keys.secret.toLowerCase()),
  },
  {
    name: 'auth-publishable',
    description: 'A publishable API key is accepted.',
    install: acceptsWhere((key) => key.startsWith('pk_')),
  },
  {
    name: 'auth-without-kind',
    description: 'The secret key is accepted with `pk_` in place of `sk_`.',
    install: acceptsWhere((key, _, keys) => key === keys.secret.replace(/^sk_/, 'pk_')),
  },
  {
    name: 'auth-any-scheme',
    description: 'The API key is accepted with any scheme, such as `Token` or `Digest`.',
    install: acceptsWhere((_, request, keys) => keysIn(request).includes(keys.secret)),
  },
  {
    name: 'auth-scheme-optional',
    description: 'The API key is accepted without a scheme.',
    install: acceptsWhere((_, request, keys) => authorization(request) === keys.secret),
  },
  {
    name: 'auth-malformed-crashes',
    description: 'A Basic header that is not Base64, or has no colon, causes a 500.',
    install: crashesOn((request) => isBasic(request) && readAuthorization(request) === 'malformed'),
  },
  {
    name: 'auth-scheme-case-sensitive',
    description: 'The scheme is case-sensitive: `basic` is rejected.',
    install: editRequest((request) =>
      /^(basic|BASIC|bearer|BEARER) /.test(authorization(request))
        ? withHeader(request, 'authorization', [])
        : request,
    ),
  },
  {
    name: 'auth-after-execution',
    description: 'A request with a wrong API key is executed, and then rejected with 401.',
    install: (rules, { keys, intents, now }) => {
      const { authenticate } = rules
      rules.authenticate = (request) => {
        try {
          return authenticate(request)
        } catch (error) {
          const intent = intents.get(rules.route(request))
          if (intent?.merchant === callerOf(keys, keys.secret)?.merchant && intent !== undefined) {
            intent.status = 'canceled'
            intent.canceledAt = Math.floor(now() / 1000)
          }
          throw error
        }
      }
    },
  },
  {
    name: 'auth-key-is-a-pattern',
    description: 'The API key is looked up as a pattern of SQL, in which `%` stands for any text.',
    install: acceptsWhere(
      (key, _, keys) => key.length > 8 && key.endsWith('%') && keys.secret.startsWith(key.slice(0, -1)),
    ),
  },
  {
    name: 'auth-any-live-key',
    description: 'Every well-formed key for live data is accepted.',
    install: acceptsWhere((key) => /^sk_live_\w+$/.test(key)),
  },
  {
    name: 'auth-in-another-header',
    description: 'The API key is accepted in `X-API-Key` too.',
    install: acceptsWhere((_, request, keys) => header(request, 'x-api-key')[0] === keys.secret),
  },
  {
    name: 'auth-in-query',
    description: 'The API key is accepted as `api_key` in the query too.',
    install: acceptsWhere((_, { query }, keys) => new URLSearchParams(query).get('api_key') === keys.secret),
  },
  {
    name: 'auth-in-query-first',
    description: 'The API key is taken from `api_key` in the query, and from the header only without it.',
    install: editRequest((request) => {
      const key = new URLSearchParams(request.query).get('api_key')
      if (key === null) return request
      return withHeader(request, 'authorization', [`Basic ${Buffer.from(`${key}:`).toString('base64')}`])
    }),
  },
  {
    name: 'auth-key-trimmed',
    description: 'White space around the API key is ignored.',
    install: acceptsWhere((key, _, keys) => key !== keys.secret && key.trim() === keys.secret),
  },
  {
    name: 'auth-returns-200',
    description: 'A missing or wrong API key returns a 200 with an error body.',
    install: changeStatus(rejectionFilters.unauthorized, 200),
  },
])

const leanrails = onlyAt(
  'leanrails',
  ofKind('auth', [
    {
      name: 'auth-bearer-accepted',
      description: 'The API key is accepted as a Bearer token, which is not documented.',
      install: acceptsWhere((_, request, keys) => authorization(request) === `Bearer ${keys.secret}`),
    },
    {
      name: 'auth-login-page',
      description: 'A wrong API key returns a 302 to a login page.',
      install: editResponse(
        ({ status }) => status === 401,
        (response) => ({ status: 302, headers: { ...response.headers, Location: '/login' }, body: '' }),
      ),
    },
  ]),
)

const stripe = onlyAt(
  'stripe',
  ofKind('auth', [
    {
      name: 'auth-bearer-sees-all',
      description: 'A bearer token gives access to the PaymentIntents of every merchant.',
      install: (rules, { intents }) => {
        const { authenticate, find } = rules
        const bearers = new WeakSet<Caller>()
        rules.authenticate = (request) => {
          const caller = { ...authenticate(request) }
          if (!isBasic(request)) bearers.add(caller)
          return caller
        }
        rules.find = (caller, id) => (bearers.has(caller) ? intents.get(id) : undefined) ?? find(caller, id)
      },
    },
    {
      name: 'auth-challenge-missing',
      description: 'A 401 has no `WWW-Authenticate`.',
      install: editResponse(
        ({ status }) => status === 401,
        (response) => dropHeader(response, 'WWW-Authenticate'),
      ),
    },
    {
      name: 'auth-bearer-rejected',
      description: 'The API key as a bearer token is rejected.',
      install: editRequest((request) =>
        /^bearer /i.test(authorization(request)) ? withHeader(request, 'authorization', []) : request,
      ),
    },
    {
      name: 'auth-basic-rejected',
      description: 'The API key as the user name of HTTP Basic is rejected.',
      install: editRequest((request) =>
        isBasic(request) ? withHeader(request, 'authorization', []) : request,
      ),
    },
  ]),
)

/** Faults of authentication: accepts wrong credentials, or rejects correct ones. */
export const authFaults = [...both, ...leanrails, ...stripe]
