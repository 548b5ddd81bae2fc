import type { Operation, SecurityRequirement } from '../../description/index.ts'
import { isSentInRequest } from '../http/credentials.ts'
import type { StepParameter } from './model.ts'

/** Whose credentials a step sends. */
export type Credentials = 'valid' | 'other' | 'wrong' | 'none'

/** Returns the parameters that carry credentials. Arazzo has no field for them. */
export function authorize(
  { security }: Operation,
  credentials: Credentials,
  input: (name: string, meaning: string) => string,
): StepParameter[] {
  const requirement = preferred(security)
  if (requirement === undefined || credentials === 'none') return []
  const isOther = credentials === 'other'
  const account = isOther ? 'a second account' : 'the account that the run uses'
  return requirement.filter(isSentInRequest).map(({ scheme }): StepParameter => {
    const key = (): string =>
      input(isOther ? 'otherApiKey' : 'apiKey', `The API key or access token of ${account}.`)
    if (scheme.type === 'apiKey')
      return {
        in: scheme.in ?? 'header',
        name: scheme.name ?? '',
        value: credentials === 'wrong' ? WRONG : key(),
      }
    if (isBasic(scheme))
      return {
        in: 'header',
        name: 'Authorization',
        value:
          credentials === 'wrong'
            ? `Basic ${Buffer.from(`${WRONG}:`).toString('base64')}`
            : input(
                isOther ? 'otherAuthorization' : 'authorization',
                `The value of \`Authorization\`: \`Basic\` and the encoded credentials of ${account}.`,
              ),
      }
    const name = scheme.type === 'http' && scheme.scheme !== undefined ? capitalized(scheme.scheme) : 'Bearer'
    return {
      in: 'header',
      name: 'Authorization',
      value: credentials === 'wrong' ? `${name} ${WRONG}` : `${name} {${key()}}`,
    }
  })
}

/** Returns the requirement of a step. An expression cannot encode Basic credentials, so others come first. */
export function preferred(security: readonly SecurityRequirement[]): SecurityRequirement | undefined {
  const needed = security.filter((requirement) => requirement.some(isSentInRequest))
  return needed.find((requirement) => !requirement.some(({ scheme }) => isBasic(scheme))) ?? needed[0]
}

const WRONG = 'a_key_that_was_never_issued'

function isBasic({ type, scheme }: { readonly type: string; readonly scheme?: string | undefined }): boolean {
  return type === 'http' && scheme?.toLowerCase() === 'basic'
}

function capitalized(scheme: string): string {
  return scheme.slice(0, 1).toUpperCase() + scheme.slice(1)
}
