import { readAuthorization } from '../authorization.ts'
import { withHeader } from '../request.ts'
import type { Fault } from './fault.ts'
import { editRequest, ofKind, onlyAt } from './tools.ts'

/** Reads some passwords as an empty one. */
function ignoresPassword(matches: (password: string, username: string) => boolean): Fault['install'] {
  return editRequest((request) => {
    const credentials = readAuthorization(request)
    if (typeof credentials === 'string' || credentials.scheme !== 'basic') return request
    const { username, password } = credentials
    if (password === '' || !matches(password, username)) return request
    return withHeader(request, 'authorization', [`Basic ${Buffer.from(`${username}:`).toString('base64')}`])
  })
}

/** Faults in the check of a password that must be empty. */
export const passwordFaults = onlyAt(
  'leanrails',
  ofKind('auth', [
    {
      name: 'password-ignored',
      description: 'The password is ignored.',
      install: ignoresPassword(() => true),
    },
    {
      name: 'password-of-spaces',
      description: 'A password of white space counts as empty.',
      install: ignoresPassword((password) => password.trim() === ''),
    },
    {
      name: 'password-is-key-accepted',
      description: 'The API key is accepted as the password too.',
      install: ignoresPassword((password, username) => password === username),
    },
    {
      name: 'password-until-colon',
      description: 'A password that begins with a colon counts as empty.',
      install: ignoresPassword((password) => password.startsWith(':')),
    },
    {
      name: 'password-of-one-letter',
      description: 'The password `x`, as other APIs want it, is accepted.',
      install: ignoresPassword((password) => password.toLowerCase() === 'x'),
    },
  ]),
)
