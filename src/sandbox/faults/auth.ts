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

/** Lets a request in, as the first merchant, for a reason that is none. */
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

/** The API key that a request shows, however it shows it. */
function keyIn(request: ReceivedRequest): string {
  const credentials = readAuthorization(request)
  if (typeof credentials === 'string') return ''
  return credentials.scheme === 'basic' ? credentials.username : credentials.token
}

/** What follows the scheme, as it is and out of Base64. */
function keysIn(request: ReceivedRequest): string[] {
  const rest = (header(request, 'authorization')[0] ?? '').split(' ').at(-1) ?? ''
  return [rest, Buffer.from(rest, 'base64').toString('utf8').split(':', 1)[0] ?? '']
}

const authorization = (request: ReceivedRequest): string => header(request, 'authorization')[0] ?? ''

const isBasic = (request: ReceivedRequest): boolean => /^basic\b/i.test(authorization(request))

const both = ofKind('auth', [
  {
    name: 'auth-not-needed',
    description: 'A request without an API key is let in.',
    install: acceptsWhere((_, request) => header(request, 'authorization').length === 0),
  },
  {
    name: 'auth-after-state',
    description: 'A PaymentIntent that has come to its end refuses whoever asks, before asking who it is.',
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
    name: 'auth-compares-a-part',
    description: 'Only the first twenty characters of the API key are compared.',
    install: acceptsWhere(
      (key, _, keys) => key.length >= 20 && key.slice(0, 20) === keys.secret.slice(0, 20),
    ),
  },
  {
    name: 'auth-ignores-case',
    description: 'The API key is compared without regard to case.',
    install: acceptsWhere((key, _, keys) => key.toLowerCase() === keys.secret.toLowerCase()),
  },
  {
    name: 'auth-publishable',
    description: 'A publishable API key is let in.',
    install: acceptsWhere((key) => key.startsWith('pk_')),
  },
  {
    name: 'auth-any-scheme',
    description: 'The API key is let in under every scheme, such as `Token` or `Digest`.',
    install: acceptsWhere((_, request, keys) => keysIn(request).includes(keys.secret)),
  },
  {
    name: 'auth-malformed-crashes',
    description: 'A Basic header that is no Base64, or holds no colon, gives a 500.',
    install: crashesOn((request) => isBasic(request) && readAuthorization(request) === 'malformed'),
  },
  {
    name: 'auth-scheme-case-sensitive',
    description: 'The scheme must be written `Basic`: `basic` is refused.',
    install: editRequest((request) =>
      /^(basic|BASIC|bearer|BEARER) /.test(authorization(request))
        ? withHeader(request, 'authorization', [])
        : request,
    ),
  },
  {
    name: 'auth-after-execution',
    description: 'A request with a wrong API key is refused with 401 after it was executed.',
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
    name: 'auth-returns-200',
    description: 'A missing or wrong API key gives a 200 with an error body.',
    install: changeStatus(rejectionFilters.unauthorized, 200),
  },
])

const leanrails = onlyAt(
  'leanrails',
  ofKind('auth', [
    {
      name: 'auth-login-page',
      description: 'A wrong API key sends the browser to a login page: 302.',
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
      description: 'Who comes with a bearer token sees the PaymentIntents of every merchant.',
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
      description: 'The API key as a Bearer token is refused.',
      install: editRequest((request) =>
        /^bearer /i.test(authorization(request)) ? withHeader(request, 'authorization', []) : request,
      ),
    },
  ]),
)

/** Holes in the door, and doors that do not open. */
export const authFaults = [...both, ...leanrails, ...stripe]
