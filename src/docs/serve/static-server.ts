import { createReadStream, existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, sep } from 'node:path'

export interface StaticServer {
  /** URL with the sub-path, ending in a slash. */
  readonly url: string
  close(): Promise<void>
}

export interface StaticServerOptions {
  /** Default 0, any free port. */
  port?: number
  /** Sub-path of the folder; default `/`. */
  base?: string
  /** Changes a page before it is sent. */
  transform?: (page: string) => string
  /** Handles a request and returns true, or returns false. */
  intercept?: (request: IncomingMessage, response: ServerResponse) => boolean
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/**
 * Serves a folder on 127.0.0.1. It sends each page's Content-Security-Policy as a header too, and nothing outside the
 * folder.
 *
 * @throws Error with `code` `EADDRINUSE` if the port is in use
 */
export async function serveStatic(folder: string, options: StaticServerOptions = {}): Promise<StaticServer> {
  const { port = 0, base = '/', transform = (page: string) => page, intercept = () => false } = options
  const server = createServer((request, response) => {
    if (intercept(request, response)) return
    send(folder, base, transform, request, response).catch(() => {
      // An unreadable file fails this request only, not the server.
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function send(
  folder: string,
  base: string,
  transform: (page: string) => string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = fileOf(folder, base, request.url ?? '/')
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end()
  } else if (file === undefined) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Page not found.\n')
  } else if (extname(file) === '.html') {
    const page = transform(await readFile(file, 'utf8'))
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? []
    response.writeHead(200, {
      'Content-Type': TYPES['.html'],
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-cache',
      ...(policy !== undefined && {
        'Content-Security-Policy': `${policy.replaceAll('&#39;', "'")}; frame-ancestors 'none'`,
      }),
    })
    response.end(request.method === 'HEAD' ? undefined : page)
  } else {
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' })
    if (request.method === 'HEAD') response.end()
    else createReadStream(file).pipe(response)
  }
}

/** Returns the file for a request target; `undefined` if it is outside the folder or does not exist. */
function fileOf(folder: string, base: string, address: string): string | undefined {
  // A target such as `//` is not a valid URL.
  if (!URL.canParse(address, 'http://127.0.0.1')) return undefined
  const { pathname } = new URL(address, 'http://127.0.0.1')
  if (!pathname.startsWith(base)) return undefined
  let path: string
  try {
    path = decodeURIComponent(pathname.slice(base.length))
  } catch {
    return undefined
  }
  const file = normalize(join(folder, path === '' || path.endsWith('/') ? `${path}index.html` : path))
  const inside = file.startsWith(normalize(folder) + sep)
  return inside && !path.includes('\0') && existsSync(file) && statSync(file).isFile() ? file : undefined
}
