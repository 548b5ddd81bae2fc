import { header, type ReceivedRequest } from '../request.ts'
import type { Fault } from './fault.ts'
import { ignoresBody } from './validation-tools.ts'
import {
  dropHeader,
  ofKind,
  changeStatus,
  editRequest,
  editResponse,
  setHeader,
  rejectionFilters,
} from './tools.ts'

/** Another method does what POST does. */
const acceptsMethod = (method: string): Omit<Fault, 'kind'> => ({
  name: `${method.toLowerCase()}-cancels`,
  description: `${method} cancels too.`,
  install: editRequest((request) => (request.method === method ? { ...request, method: 'POST' } : request)),
})

/** Headers that are known in some spellings only. */
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

/** A firewall before the server answers some requests itself. */
function firewall(matches: (request: ReceivedRequest) => boolean): Fault['install'] {
  return editResponse(
    () => true,
    (response, request) =>
      request !== undefined && matches(request)
        ? { ...setHeader(response, 'Content-Type', 'text/html'), status: 403, body: blocked }
        : response,
  )
}

/** Methods, paths and headers, below the API. */
export const protocolFaults = ofKind('protocol', [
  acceptsMethod('GET'),
  acceptsMethod('HEAD'),
  {
    name: 'wrong-method-not-implemented',
    description: 'Another method than POST gives a 501.',
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
    description: 'An unknown path gives an HTML page.',
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
    description: 'Header names are known in lower case and as they are documented, but not in capitals.',
    install: editRequest(onlyKnownSpellings((name) => name !== name.toUpperCase())),
  },
  {
    name: 'chunked-body-ignored',
    description: 'A body that comes in chunks, without a `Content-Length`, is ignored.',
    install: ignoresBody((request) => header(request, 'transfer-encoding').includes('chunked')),
  },
  {
    name: 'accept-list-rejected',
    description: 'An `Accept` that names JSON among others gives a 406.',
    install: editResponse(
      () => true,
      (response, request) =>
        /json.*,|,.*json/.test(request?.headers.get('accept')?.[0] ?? '')
          ? { ...response, status: 406 }
          : response,
    ),
  },
  {
    name: 'firewall-blocks-quotes',
    description: 'A firewall answers a path with a quote in it: 403, HTML.',
    install: firewall(({ path }) => /'|%27|"|%22/.test(path)),
  },
])
