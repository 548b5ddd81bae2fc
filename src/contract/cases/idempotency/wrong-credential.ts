import type { Operation } from '../../../description/index.ts'
import { credential, combineCredentials } from '../../http/credentials.ts'
import type { Credential } from '../../http/credentials.ts'
import { requirementFor } from '../../http/requirements.ts'
import { accountOf } from '../../http/target.ts'
import type { Target } from '../../http/target.ts'

/** Returns credentials of the right schemes with another last character of each key. */
export function wrongCredential(operation: Operation, target: Target): Credential {
  const account = accountOf(target)
  return combineCredentials(
    requirementFor(operation, target).map((scheme) => {
      const { apiKey, shell } = account(scheme.name)
      return credential(scheme, `${apiKey.slice(0, -1)}~`, `\${${shell.slice(1)}%?}~`)
    }),
  )
}
