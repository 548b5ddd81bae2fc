import type { Operation, SecurityRequirement } from '../../description/index.ts'
import { isSentInRequest, preferredRequirement } from './credentials.ts'
import { nameOf } from './scheme-choice.ts'
import type { Target } from './target.ts'

/** Returns the requirement that the plain requests of an operation satisfy: the first that the target accepts. */
export function requirementFor(operation: Operation, target: Target): SecurityRequirement {
  return alternativesFor(operation, target)[0] ?? preferredRequirement(operation)
}

/** Returns the requirements that plain requests of an operation can satisfy, the best one first. */
export function alternativesFor(operation: Operation, target: Target): SecurityRequirement[] {
  const { schemes } = target
  const { security } = operation
  const possible = security.filter(
    (requirement) =>
      requirement.length > 0 &&
      !isExcluded(operation, requirement, target) &&
      requirement.every(canSend(target)),
  )
  const complete = possible.filter((requirement) => requirement.every(hasKey(target)))
  const usable = complete.length > 0 ? complete : possible
  return usable
    .map((requirement, index) => ({
      requirement,
      order: schemes.rank(requirement) * security.length + index,
    }))
    .sort((one, other) => one.order - other.order)
    .map(({ requirement }) => requirement)
}

/** Returns whether `--scheme` excludes a requirement: it chooses another one of the same operation. */
export function isExcluded(
  { security }: Operation,
  requirement: SecurityRequirement,
  { schemes }: Target,
): boolean {
  const isChosen = (one: SecurityRequirement): boolean => one.some(({ name }) => schemes.named.includes(name))
  return security.some(isChosen) && !isChosen(requirement)
}

/** Returns whether a requirement is an alternative to the one that plain requests satisfy. */
export function isAlternative(
  operation: Operation,
  requirement: SecurityRequirement,
  target: Target,
): boolean {
  return nameOf(requirementFor(operation, target)) !== nameOf(requirement)
}

/**
 * Returns whether the keys of a run are certainly those of a requirement: the user gave each by the name of its scheme,
 * or `x-credentials` says how the API key becomes its credential.
 */
export function hasOwnKeys(requirement: SecurityRequirement, target: Target): boolean {
  return requirement.every(
    ({ name, scheme }) => isKeyGiven(name, target) || scheme['x-credentials'] !== undefined,
  )
}

/** Returns whether the user gave a key by the name of its scheme. */
export function isKeyGiven(scheme: string, { credentials, tokens }: Target): boolean {
  return credentials[scheme] !== undefined || tokens.has(scheme)
}

/** Returns the names of the requirements in use, if operations have alternatives. */
export function schemesInUse(operations: readonly Operation[], target: Target): string[] {
  const names = operations
    .filter(hasAlternatives)
    .map((operation) => nameOf(requirementFor(operation, target)))
  return [...new Set(names)]
}

/** Returns one note if the run uses another requirement than the first, because the target rejects that one. */
export function schemeNotes(operations: readonly Operation[], target: Target): string[] {
  if (target.schemes.named.length > 0) return []
  const others = operations.filter(
    (operation) =>
      hasAlternatives(operation) &&
      nameOf(requirementFor(operation, target)) !== nameOf(preferredRequirement(operation)),
  )
  const names = schemesInUse(others, target).map((name) => `\`${name}\``)
  return names.length === 0
    ? []
    : [`credentials: ${names.join(', ')}, the first alternative that the target accepts.`]
}

function hasAlternatives({ security }: Operation): boolean {
  return security.filter((requirement) => requirement.length > 0).length > 1
}

type Test = (security: SecurityRequirement[number]) => boolean

/** A client certificate belongs to the connection, so it can only be sent if there is one. */
function canSend({ tls }: Target): Test {
  return (security) => isSentInRequest(security) || tls?.cert !== undefined
}

function hasKey({ apiKey, credentials, tokens }: Target): Test {
  return (security) =>
    !isSentInRequest(security) || tokens.has(security.name) || (credentials[security.name] ?? apiKey) !== ''
}
