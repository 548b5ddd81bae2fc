import { header } from '../request.ts'
import type { Fault } from './fault.ts'
import { Rejection } from '../rejection.ts'
import {
  editJson,
  editRejection,
  editRequest,
  editResponse,
  ofKind,
  rejectionFilters,
  setHeader,
} from './tools.ts'

/** Creates a fault in which the message for a missing PaymentIntent contains what lies behind the server. */
const behind = (name: string, what: string, text: string): Omit<Fault, 'kind'> => ({
  name: `leaks-${name}`,
  description: `The message for a missing PaymentIntent contains ${what}.`,
  install: editRejection(
    rejectionFilters.notFound,
    ({ status, error, headers }) =>
      new Rejection(status, { ...error, message: `${error.message} ${text}` }, headers),
  ),
})

/** Creates a fault in which a header of every response contains what lies behind the server. */
const behindInHeader = (name: string, what: string, text: string): Omit<Fault, 'kind'> => ({
  name: `leaks-${name}-in-header`,
  description: `A header of every response contains ${what}.`,
  install: editResponse(
    () => true,
    (response) => setHeader(response, 'X-Debug', text),
  ),
})

/** Creates a fault in which a response contains a text of the request before it. */
const previous = (
  name: string,
  description: string,
  where: 'message' | 'header',
  what: 'id' | 'key',
): Omit<Fault, 'kind'> => ({
  name,
  description,
  install: (rules, state) => {
    let last = ''
    let before = ''
    editRequest((request) => {
      const id = request.path.split('/')[3] ?? ''
      before = last
      last = what === 'id' ? id : (header(request, 'idempotency-key')[0] ?? '')
      return request
    })(rules, state)
    if (where === 'header')
      editResponse(
        () => /^[\w-]+$/.test(before),
        (response) => setHeader(response, 'X-Trace', before),
      )(rules, state)
    else
      editRejection(
        rejectionFilters.unexpectedState,
        ({ status, error, headers }) =>
          new Rejection(status, { ...error, message: `${error.message} (${before})` }, headers),
      )(rules, state)
  },
})

/** Faults that put a value of another request, or a piece of what lies behind the server, into a response. */
export const leakedValueFaults: readonly Fault[] = ofKind('leak', [
  previous(
    'previous-id-in-message',
    'A message names the PaymentIntent of the request before.',
    'message',
    'id',
  ),
  previous('previous-key-in-message', 'A message contains the key of the request before.', 'message', 'key'),
  previous('previous-id-in-header', 'A header has the id of the request before.', 'header', 'id'),
  previous(
    'previous-key-in-header',
    'A header has the idempotency key of the request before.',
    'header',
    'key',
  ),
  {
    name: 'previous-secret-in-body',
    description: 'A success has the `client_secret` of the PaymentIntent before it in another property.',
    install: (rules) => {
      const { render } = rules
      let secret: unknown = null
      rules.render = (intent, expand) =>
        editJson(render(intent, expand), (body) => {
          body['previous_secret'] = secret
          secret = body['client_secret']
        })
    },
  },
  behind('statement', 'an SQL statement', '[SELECT * FROM intents WHERE id = $1]'),
  behindInHeader('statement', 'an SQL statement', 'db; SELECT id, status FROM intents WHERE id = $1; 3 ms'),
  behindInHeader('frame', 'a frame of a stack trace', 'File "/srv/app/cancel.py", line 12, in cancel'),
  behind('database-error', 'the message of a database', '(SQLSTATE[42P01]: undefined table)'),
  behind('connection-string', 'the address of a database', 'postgres://api:secret@db.internal/payments'),
  behind('exception', 'an exception', "(KeyError: 'intent')"),
  behind('source-file', 'the path of a source file', 'in /srv/app/intents.php'),
  behind('object-as-text', 'an object as text', '[object Object]'),
  behind('address', 'an address of the network', '(upstream 10.0.3.17:8080 timed out)'),
  behind('token', 'a token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.dozjgNryP4J3jVmNHl0w5N'),
  behind('driver-error', 'the error of a driver', 'connect ECONNREFUSED 10.0.3.7:5432'),
])
