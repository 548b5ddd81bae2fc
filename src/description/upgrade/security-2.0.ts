import { isRecord } from '../../schema/index.ts'
import { without } from '../json.ts'

/** The names of OAuth 2.0 flows in OpenAPI 3. */
const FLOWS: Readonly<Record<string, string>> = {
  implicit: 'implicit',
  password: 'password',
  application: 'clientCredentials',
  accessCode: 'authorizationCode',
}

/** Returns a security scheme of OpenAPI 3. */
export function upgradeSecurityScheme(scheme: unknown): unknown {
  if (!isRecord(scheme)) return scheme
  if (scheme['type'] === 'basic') return { ...scheme, type: 'http', scheme: 'basic' }
  if (scheme['type'] !== 'oauth2') return scheme
  const { flow, authorizationUrl, tokenUrl, scopes } = scheme
  return {
    ...without(scheme, 'flow', 'authorizationUrl', 'tokenUrl', 'scopes'),
    flows: {
      [FLOWS[String(flow)] ?? 'implicit']: {
        ...(authorizationUrl !== undefined && { authorizationUrl }),
        ...(tokenUrl !== undefined && { tokenUrl }),
        scopes: scopes ?? {},
      },
    },
  }
}
