import { isForm, isJson } from '../../../description/index.ts'
import type { Operation } from '../../../description/index.ts'
import type { Sample } from '../../../schema/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import type { PartialPlan } from '../case-factory.ts'

/** Sends a body in another way than usual, which must not matter. */
type Way = (body: Payload) => PartialPlan

/**
 * Returns invalid samples that are sent in an unusual way, because a server may validate only what comes in the usual one:
 * with a charset in the `Content-Type`, or without an optional key. They are the last of the many with one violation, so
 * that a server that does not validate them has few findings.
 */
export function unusualWays(
  operation: Operation,
  mediaType: string,
  samples: readonly Sample[],
): ReadonlyMap<Sample, Way> {
  const groups = new Map<string, Sample[]>()
  for (const sample of samples.filter(({ valid }) => !valid)) {
    const name = JSON.stringify([sample.path, sample.keyword])
    groups.set(name, [...(groups.get(name) ?? []), sample])
  }
  const ways = waysOf(operation, mediaType)
  const most = [...groups.values()].reduce((one, other) => (other.length > one.length ? other : one), [])
  if (most.length <= ways.length) return new Map()
  return new Map(
    ways.flatMap((way, index): [Sample, Way][] => {
      const sample = most.at(-1 - index)
      return sample === undefined ? [] : [[sample, way]]
    }),
  )
}

function waysOf({ idempotency, parameters }: Operation, mediaType: string): Way[] {
  const key = parameters.find(({ object }) => object.in === 'header' && object.name === idempotency?.header)
  return [
    ...(isJson(mediaType) || isForm(mediaType) ? [withCharset] : []),
    ...(key === undefined || key.object.required === true ? [] : [withoutKey]),
  ]
}

const withCharset: Way = (body) => ({
  body: { ...body, contentType: `${body.contentType ?? ''}; charset=utf-8` },
})

const withoutKey: Way = (body) => ({ body, key: null })
