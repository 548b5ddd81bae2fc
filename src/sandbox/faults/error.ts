import type { ErrorBody } from '../rejection.ts'
import { header } from '../request.ts'
import {
  isError,
  ofKind,
  onlyAt,
  changeStatus,
  changeError,
  editResponse,
  setHeader,
  rejectionFilters,
  type Body,
} from './tools.ts'
import type { Fault } from './fault.ts'

/** Replaces the body and the media type of errors. */
function errorsAs(type: string, text: (error: Body) => string): Fault['install'] {
  return editResponse(isError, (response) => {
    const { error } = JSON.parse(response.body.toString()) as { readonly error: Body }
    return { ...setHeader(response, 'Content-Type', type), body: text(error) }
  })
}

const page = (message: unknown): string =>
  `<!doctype html><title>Error</title><h1>${String(message).replaceAll('<', '&lt;')}</h1>`

const trace = `TypeError: Cannot read properties of null (reading 'status')
    at cancel (/srv/app/dist/intents/cancel.js:41:17)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)`

const javaTrace = `java.lang.NullPointerException
\tat com.acme.Cancel.run(Cancel.java:42)`

const both = ofKind('error', [
  {
    name: 'error-without-type',
    description: 'Errors have no `type`.',
    install: changeError(rejectionFilters.every, { type: undefined }),
  },
  {
    name: 'error-code-as-number',
    description: 'The `code` of an error is a number.',
    install: changeError(({ error }) => error.code !== undefined, { code: 1004 }),
  },
  {
    name: 'error-as-problem',
    description: 'Errors are `application/problem+json` (RFC 9457).',
    install: errorsAs('application/problem+json', ({ message, type }) =>
      JSON.stringify({ title: message, type: 'about:blank', detail: type }),
    ),
  },
  {
    name: 'error-in-html',
    description: 'Errors are HTML pages.',
    install: errorsAs('text/html; charset=utf-8', ({ message }) => page(message)),
  },
  {
    name: 'error-in-html-as-json',
    description: 'Errors are HTML pages with the Content-Type of JSON.',
    install: errorsAs('application/json', ({ message }) => page(message)),
  },
  {
    name: 'error-with-200',
    description: 'Errors have the status code 200.',
    install: editResponse(isError, (response) => ({ ...response, status: 200 })),
  },
  {
    name: 'error-always-400',
    description: 'Every error has the status code 400.',
    install: editResponse(isError, (response) => ({ ...response, status: 400 })),
  },
  {
    name: 'error-with-stack-trace',
    description: 'The message of an error contains a stack trace.',
    install: changeError(rejectionFilters.every, ({ message }) => ({ message: `${message}\n${trace}` })),
  },
  {
    name: 'not-found-with-java-trace',
    description: 'The error message for an unknown id contains a Java stack trace.',
    install: changeError(rejectionFilters.notFound, ({ message }) => ({
      message: `${message}\n${javaTrace}`,
    })),
  },
  {
    name: 'error-for-browsers',
    description: 'A client that also accepts HTML receives errors as HTML.',
    install: editResponse(isError, (response, request) =>
      request !== undefined && header(request, 'accept').some((accept) => accept.includes('text/html'))
        ? { ...setHeader(response, 'Content-Type', 'text/html'), body: page('Error') }
        : response,
    ),
  },
  {
    name: 'failure-in-html',
    description: 'A 500 is an HTML page.',
    install: editResponse(
      ({ status }) => status === 500,
      (response) => ({ ...setHeader(response, 'Content-Type', 'text/html'), body: page('Server error') }),
    ),
  },
  {
    name: 'not-found-param-missing',
    description: 'The error for an unknown id has no `param`.',
    install: changeError(rejectionFilters.notFound, { param: undefined }),
  },
  {
    name: 'wrong-reason-unprocessable',
    description: 'An invalid `cancellation_reason` returns a 422.',
    install: changeStatus(rejectionFilters.wrongReason, 422),
  },
])

const leanrails = onlyAt(
  'leanrails',
  ofKind('error', [
    {
      name: 'error-doc-url-relative',
      description: 'The `doc_url` of an error is a path, not a URI.',
      install: changeError(rejectionFilters.every, { doc_url: '/docs/errors' }),
    },
    {
      name: 'missing-key-code-wrong',
      description: 'A missing `Idempotency-Key` returns the code `parameter_invalid`.',
      install: changeError(rejectionFilters.missingKey, { code: 'parameter_invalid' }),
    },
  ]),
)

/** Returns the PaymentIntent of an error with its customer as an object. */
function withCustomer(error: ErrorBody): Body {
  const customer = { id: 'cus_NffrFeUfNV2Hib', object: 'customer' }
  return { payment_intent: { ...(error['payment_intent'] as Body), customer } }
}

/** Keeps the customer expanded in the errors about a PaymentIntent for which a request has expanded it. */
const keepsExpanded: Fault['install'] = (rules, state) => {
  const { render } = rules
  const expanded = new Set<unknown>()
  rules.render = (intent, names) => {
    if (names.includes('customer')) expanded.add(intent.id)
    return render(intent, names)
  }
  changeError(rejectionFilters.unexpectedState, (error) =>
    expanded.has((error['payment_intent'] as Body)['id']) ? withCustomer(error) : {},
  )(rules, state)
}

const stripe = onlyAt(
  'stripe',
  ofKind('error', [
    {
      name: 'unexpected-state-with-id-only',
      description: 'The error for a PaymentIntent in the wrong state contains only its id.',
      install: changeError(rejectionFilters.unexpectedState, (error) => ({
        payment_intent: (error['payment_intent'] as Body)['id'],
      })),
    },
    {
      name: 'unexpected-state-with-stale-status',
      description: 'The error for a PaymentIntent in the wrong state contains it in the state before.',
      install: changeError(rejectionFilters.unexpectedState, (error) => ({
        payment_intent: { ...(error['payment_intent'] as Body), status: 'requires_payment_method' },
      })),
    },
    {
      name: 'unexpected-state-sets-time',
      description: 'The error for a PaymentIntent in the wrong state contains it with a new `canceled_at`.',
      install: changeError(rejectionFilters.unexpectedState, (error) => ({
        payment_intent: {
          ...(error['payment_intent'] as Body),
          canceled_at: Math.floor(Date.now() / 1000) + 1,
        },
      })),
    },
    {
      name: 'expand-sticks',
      description: 'A customer that a request expanded is an object in later errors, too.',
      install: keepsExpanded,
    },
    {
      name: 'unexpected-state-expanded',
      description:
        'The error for a PaymentIntent in the wrong state contains it with its customer as an object.',
      install: changeError(rejectionFilters.unexpectedState, withCustomer),
    },
    {
      name: 'unknown-parameter-code-missing',
      description: 'An unknown parameter returns an error without a code.',
      install: changeError(rejectionFilters.unknownParameter, { code: undefined }),
    },
  ]),
)

/** Faults in error responses. */
export const errorFaults = [...both, ...leanrails, ...stripe]
