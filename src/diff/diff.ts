import { bundleApi, distinct, escapeToken, METHODS, unescapeToken } from '../description/index.ts'
import type { Api, Bundled, LoadOptions } from '../description/index.ts'
import { directionOf, originalNames, originalPointer, separateDirections } from './directions.ts'
import type { Direction } from './directions.ts'
import { IMPACTS, rate } from './impact.ts'
import type { Impact } from './impact.ts'
import { nameOfPart } from './name.ts'
import { redoclyDiff } from './redocly-diff.ts'
import type { RedoclyChange } from './redocly-diff.ts'

/** One version of a description. */
export interface Version {
  /** The folder that the files are read from. */
  readonly root: string
  readonly api: Api
  /** Precedes the files in the report: `v1.2.0:`, or nothing for files of the working tree. */
  readonly prefix: string
}

/** A change, with the bump that it needs. */
export interface Change {
  readonly impact: Impact
  readonly kind: 'added' | 'removed' | 'modified'
  /** Who sends the changed part. Absent for what is neither in requests nor in responses. */
  readonly direction?: Direction
  /** The operation where it was found first: `POST /things`. Other operations can use the same schema. */
  readonly operation?: string
  readonly message: string
  /** `file:line` in each version. */
  readonly base?: string
  readonly revision?: string
}

/** The changes of one API, the most important ones first. */
export interface ApiDiff {
  readonly api: string
  /** Absent without changes. */
  readonly bump?: Impact
  readonly changes: readonly Change[]
}

/**
 * Compares two versions of a description.
 *
 * @throws DescriptionError if a version cannot be read
 * @throws UsageError if the comparison fails
 */
export async function diffVersions(base: Version, revision: Version, load: LoadOptions): Promise<ApiDiff> {
  const [before, after] = await Promise.all(
    [base, revision].map(({ root, api }) => bundleApi(root, api, load)),
  )
  if (before === undefined || after === undefined) return { api: revision.api.name, changes: [] }
  const documents = {
    base: separateDirections(before.document),
    revision: separateDirections(after.document),
  }
  const found = await redoclyDiff(documents.base, documents.revision)
  const changes = found.map((change) => {
    const location = (
      side: 'base' | 'revision',
      bundled: Bundled,
      { prefix }: Version,
    ): string | undefined => {
      const pointer = change[side]?.pointer
      if (pointer === undefined) return undefined
      const { file, line } = bundled.source(originalPointer(pointer))
      return file === '' ? undefined : `${prefix}${file}:${line}`
    }
    const locations = [location('base', before, base), location('revision', after, revision)] as const
    return describeChange(change, documents, locations)
  })
  const sorted = IMPACTS.flatMap((impact) => distinct(changes.filter((change) => change.impact === impact)))
  const [first] = sorted
  return { api: revision.api.name, ...(first !== undefined && { bump: first.impact }), changes: sorted }
}

/** The compared documents. */
interface Documents {
  readonly base: unknown
  readonly revision: unknown
}

function describeChange(
  change: RedoclyChange,
  documents: Documents,
  [base, revision]: readonly [base: string | undefined, revision: string | undefined],
): Change {
  const pointer = (change.revision ?? change.base)?.pointer ?? ''
  const direction = directionOf(pointer, change.path)
  const operation = operationOf(change.path)
  const reasons = change.verdicts.map(({ message }) => originalNames(message)).join(' ')
  return {
    impact: rate(change, direction),
    kind: change.kind,
    ...(direction !== undefined && { direction }),
    ...(operation !== undefined && { operation }),
    message: reasons === '' ? messageOf(change, documents) : reasons,
    ...(base !== undefined && { base }),
    ...(revision !== undefined && { revision }),
  }
}

/** Returns the operation, or the path, of a way through `paths`. */
function operationOf(path: string): string | undefined {
  const [, , token, method] = /^#\/(paths|webhooks)\/([^/]+)(?:\/([a-z]+))?/.exec(path) ?? []
  if (token === undefined) return undefined
  const name = unescapeToken(token)
  return method !== undefined && METHODS.includes(method) ? `${method.toUpperCase()} ${name}` : name
}

/** Describes a change for which Redocly has no rule, because it breaks no client. */
function messageOf(change: RedoclyChange, documents: Documents): string {
  const { kind, property, base, revision } = change
  const side = revision === undefined ? 'base' : 'revision'
  const pointer = change[side]?.pointer ?? change.path
  if (property === undefined) {
    const isUnused = /^#\/components\/schemas\/[^/]+$/.test(change.path) && kind === 'removed'
    return `${sentenceOf(nameOfPart(pointer, documents[side]))} ${isUnused ? 'is no longer used' : `was ${kind}`}.`
  }
  const before = excerpt(base?.value)
  const after = excerpt(revision?.value)
  if (property === 'key') return `Path ${before ?? ''} is now ${after ?? ''}.`
  const part = pointer.endsWith(`/${escapeToken(property)}`) ? pointer.replace(/\/[^/]*$/, '') : pointer
  const name = `\`${property}\` of ${nameOfPart(part, documents[side])}`
  if (before === undefined) return `${name} was added${after === undefined ? '' : `: ${after}`}.`
  if (after === undefined) return `${name} was removed: ${before}.`
  return `${name} changed from ${before} to ${after}.`
}

const sentenceOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

const MAX_LENGTH = 80

function excerpt(value: unknown): string | undefined {
  if (value === undefined) return undefined
  const text = JSON.stringify(value)
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text
}
