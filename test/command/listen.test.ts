import { expect, test } from 'vitest'
import { cannotListen, UsageError } from '../../src/command/index.ts'

test.each([
  [
    'EADDRINUSE',
    'Port 80 on h is in use. Stop the process that uses it, or choose another port with --port (0 picks a free one).',
  ],
  ['EACCES', 'This process has no permission to use port 80 on h. Choose a port from 1024 with --port.'],
  ['EADDRNOTAVAIL', '`h` is not an address of this machine. Choose another with --host.'],
  ['ENOTFOUND', '`h` is not an address of this machine. Choose another with --host.'],
  ['EMFILE', 'Cannot listen on h:80: too many'],
])('explains %s', (code, message) => {
  const error = cannotListen(Object.assign(new Error('too many'), { code }), 80, 'h')
  expect(error).toBeInstanceOf(UsageError)
  expect(error.message).toBe(message)
})
