import { header, type ReceivedRequest } from '../request.ts'
import type { Fault } from './fault.ts'
import { ignoresBody } from './validation-tools.ts'
import {
  dropHeader,
  ofKind,
  changeStatus,
  crashesOn,
  editRequest,
  editResponse,
  setHeader,
  rejectionFilters,
} from './tools.ts'

/** Creates a fault that treats another method as POST. */
const acceptsMethod = (method: string): Omit<Fault, 'kind'> => ({
  name: `${method.toLowerCase()}-cancels`,
  description: `${method} cancels too.`,
  install: editRequest((request) => (request.method === method ? { ...request, method: 'POST' } : request)),
})

/** Removes the headers whose names are not in a known spelling. */
function onlyKnownSpellings(known: (name: string) => boolean): (request: ReceivedRequest) => ReceivedRequest {
  return (request) => ({
    ...request,
    headers: new Map(
      [...request.headers].filter(([lower]) =>
        request.headerNames.some((name) => name.toLowerCase() === lower && known(name)),
      ),
    ),
  })
}

const blocked = '<html><head><title>Request blocked</title></head><body>Request blocked.</body></html>'

/** Responds to some requests like a firewall in front of the server. */
function firewall(matches: (request: ReceivedRequest) => boolean): Fault['install'] {
  return editResponse(
    () => true,
    (response, request) =>
      request !== undefined && matches(request)
        ? { ...setHeader(response, 'Content-Type', 'text/html'), status: 403, body: blocked }
        : response,
  )
}

/** Faults in methods, paths and headers. */
export const protocolFaults = ofKind('protocol', [
  acceptsMethod('GET'),
  acceptsMethod('HEAD'),
  acceptsMethod('PROPFIND'),
  {
    name: 'trace-echoes',
    description: 'TRACE returns the request, with its API key.',
    install: editResponse(
      () => true,
      (response, request) =>
        request?.method === 'TRACE'
          ? {
              status: 200,
              headers: { 'Content-Type': 'message/http' },
              body: [...request.headers].map(([name, values]) => `${name}: ${values.join()}`).join('\r\n'),
            }
          : response,
    ),
  },
  {
    name: 'wrong-method-not-implemented',
    description: 'Any method except POST returns a 501.',
    install: changeStatus(rejectionFilters.wrongMethod, 501),
  },
  {
    name: 'allow-missing',
    description: 'A 405 has no `Allow`.',
    install: editResponse(
      ({ status }) => status === 405,
      (response) => dropHeader(response, 'Allow'),
    ),
  },
  {
    name: 'unknown-path-in-html',
    description: 'An unknown path returns an HTML page.',
    install: (rules) => {
      const { reject } = rules
      rules.reject = (rejection, request) =>
        rejectionFilters.unknownRoute(rejection)
          ? { status: 404, headers: { 'Content-Type': 'text/html' }, body: 'Cannot POST' }
          : reject(rejection, request)
    },
  },
  {
    name: 'header-names-case-sensitive',
    description: 'Header names in upper case are ignored.',
    install: editRequest(onlyKnownSpellings((name) => name !== name.toUpperCase())),
  },
  {
    name: 'chunked-body-ignored',
    description: 'A chunked body, without a `Content-Length`, is ignored.',
    install: ignoresBody((request) => header(request, 'transfer-encoding').includes('chunked')),
  },
  {
    name: 'accept-list-rejected',
    description: 'An `Accept` header with JSON and other media types returns a 406.',
    install: editResponse(
      () => true,
      (response, request) =>
        /json.*,|,.*json/.test(request?.headers.get('accept')?.[0] ?? '')
          ? { ...response, status: 406 }
          : response,
    ),
  },
  {
    name: 'accept-required',
    description: 'A request without `Accept` returns a 406.',
    install: editResponse(
      () => true,
      (response, request) =>
        request?.headers.has('accept') === false ? { ...response, status: 406 } : response,
    ),
  },
  {
    name: 'forwarded-rejected',
    description: 'A request that a proxy forwards returns a 400.',
    install: editResponse(
      () => true,
      (response, request) =>
        request?.headers.has('x-forwarded-for') === true ? { ...response, status: 400 } : response,
    ),
  },
  {
    name: 'language-crashes',
    description: 'An `Accept-Language` without English causes a 500.',
    install: crashesOn((request) => /^(?!en)./.test(header(request, 'accept-language')[0] ?? '')),
  },
  {
    name: 'trace-context-crashes',
    description: 'A `traceparent` causes a 500.',
    install: crashesOn((request) => request.headers.has('traceparent')),
  },
  {
    name: 'foreign-origin-crashes',
    description: 'A request from a page of another site causes a 500.',
    install: crashesOn((request) => request.headers.has('origin')),
  },
  {
    name: 'firewall-blocks-quotes',
    description: 'A firewall responds to a path with a quote: 403, HTML.',
    install: firewall(({ path }) => /'|%27|"|%22/.test(path)),
  },
])
