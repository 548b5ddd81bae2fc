import { header } from '../request.ts'
import {
  dropHeader,
  editJson,
  isError,
  ofKind,
  onlyAt,
  restatus,
  reword,
  sent,
  setHeader,
  which,
  type Body,
} from './tools.ts'
import type { Fault } from './fault.ts'

/** Errors with another body. */
function bodied(spoil: (error: Body) => unknown): Fault['install'] {
  return sent(isError, (reply) => editJson(reply, ({ error }) => spoil(error as Body)))
}

/** Errors with a body that is no JSON. */
function texted(type: string, text: (error: Body) => string): Fault['install'] {
  return sent(isError, (reply) => {
    const { error } = JSON.parse(reply.body.toString()) as { readonly error: Body }
    return { ...setHeader(reply, 'Content-Type', type), body: text(error) }
  })
}

const page = (message: unknown): string =>
  `<!doctype html><title>Error</title><h1>${String(message).replaceAll('<', '&lt;')}</h1>`

const trace = `TypeError: Cannot read properties of null (reading 'status')
    at cancel (/srv/app/dist/intents/cancel.js:41:17)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)`

const both = ofKind('error', [
  {
    name: 'error-without-type',
    description: 'Errors have no `type`.',
    install: reword(which.every, { type: undefined }),
  },
  {
    name: 'error-without-message',
    description: 'Errors have no `message`.',
    install: reword(which.every, { message: undefined }),
  },
  {
    name: 'error-type-unknown',
    description: 'Errors have a `type` that the API does not have.',
    install: reword(which.every, { type: 'error' }),
  },
  {
    name: 'error-message-null',
    description: 'The `message` of an error is null.',
    install: reword(which.every, { message: null }),
  },
  {
    name: 'error-message-as-list',
    description: 'The `message` of an error is a list.',
    install: reword(which.every, ({ message }) => ({ message: [message] })),
  },
  {
    name: 'error-code-as-number',
    description: 'The `code` of an error is a number.',
    install: reword(({ error }) => error.code !== undefined, { code: 1004 }),
  },
  {
    name: 'error-param-as-list',
    description: 'The `param` of an error is a list.',
    install: reword(
      ({ error }) => error.param !== undefined,
      ({ param }) => ({ param: [param] }),
    ),
  },
  {
    name: 'error-as-text',
    description: '`error` is a text.',
    install: bodied(({ message }) => ({ error: message })),
  },
  {
    name: 'error-bare',
    description: 'The error is not wrapped in `error`.',
    install: bodied((error) => error),
  },
  {
    name: 'error-as-list',
    description: 'There is a list `errors` in place of `error`.',
    install: bodied((error) => ({ errors: [error] })),
  },
  {
    name: 'error-as-problem',
    description: 'Errors are `application/problem+json` (RFC 9457).',
    install: texted('application/problem+json', ({ message, type }) =>
      JSON.stringify({ title: message, type: 'about:blank', detail: type }),
    ),
  },
  {
    name: 'error-in-html',
    description: 'Errors are HTML pages.',
    install: texted('text/html; charset=utf-8', ({ message }) => page(message)),
  },
  {
    name: 'error-in-html-as-json',
    description: 'Errors are HTML pages that call themselves JSON.',
    install: texted('application/json', ({ message }) => page(message)),
  },
  {
    name: 'error-in-plain-text',
    description: 'Errors are plain text.',
    install: texted('text/plain', ({ message }) => String(message)),
  },
  {
    name: 'error-labelled-as-text',
    description: 'Errors are JSON that calls itself plain text.',
    install: sent(isError, (reply) => setHeader(reply, 'Content-Type', 'text/plain')),
  },
  {
    name: 'error-empty',
    description: 'Errors have an empty body.',
    install: sent(isError, (reply) => ({ ...dropHeader(reply, 'Content-Type'), body: '' })),
  },
  {
    name: 'error-with-200',
    description: 'Errors have the status 200.',
    install: sent(isError, (reply) => ({ ...reply, status: 200 })),
  },
  {
    name: 'error-always-400',
    description: 'Every error has the status 400.',
    install: sent(isError, (reply) => ({ ...reply, status: 400 })),
  },
  {
    name: 'error-with-stack-trace',
    description: 'The message of an error holds a stack trace.',
    install: reword(which.every, ({ message }) => ({ message: `${message}\n${trace}` })),
  },
  {
    name: 'error-for-browsers',
    description: 'A client that also accepts HTML gets its errors as HTML.',
    install: sent(isError, (reply, request) =>
      request !== undefined && header(request, 'accept').some((accept) => accept.includes('text/html'))
        ? { ...setHeader(reply, 'Content-Type', 'text/html'), body: page('Error') }
        : reply,
    ),
  },
  {
    name: 'not-found-code-wrong',
    description: 'An unknown id gives the code `not_found`.',
    install: reword(which.notFound, { code: 'not_found' }),
  },
  {
    name: 'not-found-param-missing',
    description: 'An unknown id does not say which parameter is wrong.',
    install: reword(which.notFound, { param: undefined }),
  },
  {
    name: 'not-found-param-wrong',
    description: 'An unknown id names a parameter that the path does not have.',
    install: reword(which.notFound, { param: 'payment_intent_id' }),
  },
  {
    name: 'not-found-bad-request',
    description: 'An unknown id gives a 400.',
    install: restatus(which.notFound, 400),
  },
  {
    name: 'not-found-gone',
    description: 'An unknown id gives a 410.',
    install: restatus(which.notFound, 410),
  },
  {
    name: 'not-found-forbidden',
    description: 'An unknown id gives a 403.',
    install: restatus(which.notFound, 403),
  },
  {
    name: 'wrong-reason-unprocessable',
    description: 'A `cancellation_reason` that is not valid gives a 422.',
    install: restatus(which.wrongReason, 422),
  },
  {
    name: 'wrong-reason-param-missing',
    description: 'A `cancellation_reason` that is not valid is not named in `param`.',
    install: reword(which.wrongReason, { param: undefined }),
  },
  {
    name: 'wrong-reason-param-as-pointer',
    description: 'A `cancellation_reason` that is not valid is named as a JSON Pointer.',
    install: reword(which.wrongReason, { param: '/cancellation_reason' }),
  },
])

const leanrails = onlyAt(
  'leanrails',
  ofKind('error', [
    {
      name: 'error-without-code',
      description: 'Errors have no `code`.',
      install: reword(which.every, { code: undefined }),
    },
    {
      name: 'error-doc-url-relative',
      description: 'The `doc_url` of an error is a path, not a URI.',
      install: reword(which.every, { doc_url: '/docs/errors' }),
    },
    {
      name: 'missing-key-code-wrong',
      description: 'A missing `Idempotency-Key` gives the code `parameter_invalid`.',
      install: reword(which.missingKey, { code: 'parameter_invalid' }),
    },
    {
      name: 'missing-key-param-missing',
      description: 'A missing `Idempotency-Key` is not named in `param`.',
      install: reword(which.missingKey, { param: undefined }),
    },
    {
      name: 'missing-key-param-wrong',
      description: 'A missing `Idempotency-Key` is named `idempotency_key`.',
      install: reword(which.missingKey, { param: 'idempotency_key' }),
    },
    {
      name: 'missing-key-precondition',
      description: 'A missing `Idempotency-Key` gives a 428.',
      install: restatus(which.missingKey, 428),
    },
    {
      name: 'wrong-reason-code-wrong',
      description: 'A `cancellation_reason` of a wrong type gives the code `invalid_type`.',
      install: reword(which.wrongReason, { code: 'invalid_type' }),
    },
    {
      name: 'wrong-key-param-missing',
      description: 'An `Idempotency-Key` that is too long is not named in `param`.',
      install: reword(
        ({ error }) => error.code === 'parameter_invalid' && error.param === 'Idempotency-Key',
        { param: undefined },
      ),
    },
    {
      name: 'wrong-version-param-missing',
      description: 'An `X-API-Version` that is no date is not named in `param`.',
      install: reword(({ error }) => error.param === 'X-API-Version', { param: undefined }),
    },
  ]),
)

const stripe = onlyAt(
  'stripe',
  ofKind('error', [
    {
      name: 'unexpected-state-code-missing',
      description: 'A PaymentIntent in the wrong state gives an error without a code.',
      install: reword(which.unexpectedState, { code: undefined }),
    },
    {
      name: 'unexpected-state-without-intent',
      description: 'A PaymentIntent in the wrong state is not shown in the error.',
      install: reword(which.unexpectedState, { payment_intent: undefined }),
    },
    {
      name: 'unexpected-state-with-id-only',
      description: 'A PaymentIntent in the wrong state is shown in the error by its id alone.',
      install: reword(which.unexpectedState, (error) => ({
        payment_intent: (error['payment_intent'] as Body)['id'],
      })),
    },
    {
      name: 'unexpected-state-is-card-error',
      description: 'A PaymentIntent in the wrong state is a `card_error`.',
      install: reword(which.unexpectedState, { type: 'card_error' }),
    },
    {
      name: 'unknown-parameter-code-missing',
      description: 'An unknown parameter gives an error without a code.',
      install: reword(which.unknownParameter, { code: undefined }),
    },
    {
      name: 'unknown-parameter-unprocessable',
      description: 'An unknown parameter gives a 422.',
      install: restatus(which.unknownParameter, 422),
    },
  ]),
)

/** What is wrong with an error. */
export const errorFaults = [...both, ...leanrails, ...stripe]
