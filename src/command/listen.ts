import { UsageError } from './usage-error.ts'

/** What the operating system says of an address that a server cannot listen on, as a message for who gave it. */
export function cannotListen(error: unknown, port: number, host: string): UsageError {
  const { code = '', message } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') {
    return new UsageError(
      `Port ${port} on ${host} is in use: stop what listens there, or give another with --port (0 takes a free one).`,
    )
  }
  if (code === 'EACCES') {
    return new UsageError(
      `Port ${port} on ${host} needs rights that this process does not have: give one from 1024 with --port.`,
    )
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new UsageError(`\`${host}\` is no address of this machine: give another with --host.`)
  }
  return new UsageError(`Cannot listen on ${host}:${port}: ${message}`)
}
