import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { closeServer, listen, SERVER_OPTIONS } from '../command/index.ts'
import { render, secretsOf, Traffic } from '../contract/index.ts'
import type { Report } from '../contract/index.ts'
import type { Description } from '../description/index.ts'
import { HarWriter, Masker } from '../har/index.ts'
import type { RecordedExchange } from '../har/index.ts'
import { CheckQueue } from './check-queue.ts'
import { enforce } from './enforce.ts'
import { decoded } from './exchange-recorder.ts'
import { pass } from './pass.ts'
import { ignoreUpgrade, isTunnel, Tunnels } from './tunnels.ts'
import { Upstream } from './upstream.ts'

/** The path of the report. No request to it is passed on. */
export const REPORT_PATH = '/_contract/report'

/** The response to CONNECT: inside of a tunnel nothing could be checked. */
const NO_TUNNEL =
  'HTTP/1.1 501 Not Implemented\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n' +
  'This proxy opens no tunnels. Send requests to its own address.\n'

export interface ProxyOptions {
  readonly description: Description
  /** The address of the server. */
  readonly target: URL
  /** Default 0: any free port. */
  readonly port?: number
  readonly host?: string
  /** The HAR file that everything is recorded in. */
  readonly har?: string | undefined
  /** Whether an invalid request gets 400, and an invalid response becomes 502. */
  readonly enforce?: boolean
  readonly clockSkew?: number
  readonly bodyFolder?: string | undefined
  readonly command?: string
}

export interface Proxy {
  readonly url: string
  /** Checks what is not checked yet, and returns the report so far. */
  report(): Report
  close(): Promise<void>
}

/** Starts a proxy that passes everything on unchanged and checks both directions. @throws UsageError as `listen` does */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const { description, target, port = 0, host = '127.0.0.1', clockSkew = 5, bodyFolder, command } = options
  const traffic = new Traffic({
    description,
    baseUrl: target,
    clockSkew,
    bodyFolder,
    ...(command !== undefined && { command }),
  })
  const writer =
    options.har === undefined ? undefined : new HarWriter(options.har, new Masker(secretsOf(description)))
  let count = 0
  const record = (given: RecordedExchange): ReturnType<Traffic['add']> => {
    count += 1
    const exchange = { ...decoded(given), origin: `exchange ${count}` }
    writer?.add(exchange)
    return traffic.add(exchange)
  }
  const queue = new CheckQueue(record)
  const report = (): Report => {
    queue.flush()
    writer?.flush()
    return traffic.report([`the proxy of ${target.origin}`], addressOf(target))
  }
  const upstream = new Upstream(target)
  const tunnels = new Tunnels(upstream, queue)
  const server = createServer(SERVER_OPTIONS)
  const handle = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    outgoing.sendDate = false
    // A client that goes away ends its own exchange only.
    outgoing.on('error', () => undefined)
    if (incoming.method === 'GET' && incoming.url?.split('?')[0] === REPORT_PATH)
      sendReport(outgoing, report())
    else if (options.enforce === true)
      void enforce({ upstream, traffic, record }, incoming, outgoing).catch(() => outgoing.destroy())
    else pass(upstream, queue, incoming, outgoing)
  }
  // Whether the client shall send its body is the server's decision.
  for (const event of ['request', 'checkContinue', 'checkExpectation']) server.on(event, handle)
  server.on('upgrade', (incoming: IncomingMessage, client: Socket, head: Buffer) => {
    // Nothing after the change of the protocol can be checked.
    if (options.enforce !== true && isTunnel(incoming)) tunnels.pass(incoming, client, head)
    else ignoreUpgrade(server, incoming, client, head)
  })
  server.on('connect', (_, socket) => socket.end(NO_TUNNEL))
  const url = await listen(server, port, host)
  return {
    url,
    report,
    close: async () => {
      tunnels.close()
      await closeServer(server)
      upstream.close()
      queue.close()
      writer?.close()
    },
  }
}

function sendReport(outgoing: ServerResponse, report: Report): void {
  const body = render(report, 'json')
  outgoing.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) })
  outgoing.end(body)
}

function addressOf({ origin, pathname }: URL): string {
  return `${origin}${pathname.replace(/\/$/, '')}`
}
