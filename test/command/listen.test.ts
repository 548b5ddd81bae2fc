import { expect, test } from 'vitest'
import { cannotListen, UsageError } from '../../src/command/index.ts'

test.each([
  [
    'EADDRINUSE',
    'Port 80 on h is in use: stop what listens there, or give another with --port (0 takes a free one).',
  ],
  ['EACCES', 'Port 80 on h needs rights that this process does not have: give one from 1024 with --port.'],
  ['EADDRNOTAVAIL', '`h` is no address of this machine: give another with --host.'],
  ['ENOTFOUND', '`h` is no address of this machine: give another with --host.'],
  ['EMFILE', 'Cannot listen on h:80: too many'],
])('%s is told in words', (code, message) => {
  const error = cannotListen(Object.assign(new Error('too many'), { code }), 80, 'h')
  expect(error).toBeInstanceOf(UsageError)
  expect(error.message).toBe(message)
})
