import { header, type Received } from '../request.ts'
import type { Fault } from './fault.ts'
import { lenient } from './reading.ts'
import { dropHeader, ofKind, restatus, seen, sent, setHeader, which } from './tools.ts'

/** Another method does what POST does. */
const executes = (method: string): Omit<Fault, 'kind'> => ({
  name: `${method.toLowerCase()}-cancels`,
  description: `${method} cancels too.`,
  install: seen((request) => (request.method === method ? { ...request, method: 'POST' } : request)),
})

/** Headers that are known in some spellings only. */
function spelled(known: (name: string) => boolean): (request: Received) => Received {
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
function firewall(matches: (request: Received) => boolean): Fault['install'] {
  return sent(
    () => true,
    (reply, request) =>
      request !== undefined && matches(request)
        ? { ...setHeader(reply, 'Content-Type', 'text/html'), status: 403, body: blocked }
        : reply,
  )
}

/** Methods, paths and headers, below the API. */
export const protocolFaults = ofKind('protocol', [
  executes('GET'),
  executes('HEAD'),
  {
    name: 'wrong-method-not-implemented',
    description: 'Another method than POST gives a 501.',
    install: restatus(which.wrongMethod, 501),
  },
  {
    name: 'allow-missing',
    description: 'A 405 has no `Allow`.',
    install: sent(
      ({ status }) => status === 405,
      (reply) => dropHeader(reply, 'Allow'),
    ),
  },
  {
    name: 'unknown-path-in-html',
    description: 'An unknown path gives an HTML page.',
    install: (rules) => {
      const { refuse } = rules
      rules.refuse = (refusal, request) =>
        which.unknownRoute(refusal)
          ? { status: 404, headers: { 'Content-Type': 'text/html' }, body: 'Cannot POST' }
          : refuse(refusal, request)
    },
  },
  {
    name: 'header-names-case-sensitive',
    description: 'Header names are known in lower case and as they are documented, but not in capitals.',
    install: seen(spelled((name) => name !== name.toUpperCase())),
  },
  {
    name: 'chunked-body-ignored',
    description: 'A body that comes in chunks, without a `Content-Length`, is ignored.',
    install: lenient((request) => header(request, 'transfer-encoding').includes('chunked')),
  },
  {
    name: 'accept-list-refused',
    description: 'An `Accept` that names JSON among others gives a 406.',
    install: sent(
      () => true,
      (reply, request) =>
        /json.*,|,.*json/.test(request?.headers.get('accept')?.[0] ?? '') ? { ...reply, status: 406 } : reply,
    ),
  },
  {
    name: 'firewall-blocks-quotes',
    description: 'A firewall answers a path with a quote in it: 403, HTML.',
    install: firewall(({ path }) => /'|%27|"|%22/.test(path)),
  },
])
