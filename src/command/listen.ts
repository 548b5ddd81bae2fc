import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UsageError } from './usage-error.ts'

/**
 * Starts a server on an address. @returns its URL, without a slash at the end
 *
 * @param port 0 picks a free port
 * @throws UsageError if the port is in use or the address does not belong to this machine
 */
export function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(cannotListen(error, port, host))
    })
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
      resolve(`http://${name}:${address.port}`)
    })
  })
}

/** Stops a server and closes its open connections. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** Returns the error of the operating system for an address as a message for the user. */
export function cannotListen(error: unknown, port: number, host: string): UsageError {
  const { code = '', message } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') {
    return new UsageError(
      `Port ${port} on ${host} is in use. Stop the process that uses it, or choose another port with --port (0 picks a free one).`,
    )
  }
  if (code === 'EACCES') {
    return new UsageError(
      `This process has no permission to use port ${port} on ${host}. Choose a port from 1024 with --port.`,
    )
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new UsageError(`\`${host}\` is not an address of this machine. Choose another with --host.`)
  }
  return new UsageError(`Cannot listen on ${host}:${port}: ${message}`)
}
