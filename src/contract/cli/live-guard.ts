import { UsageError } from '../../command/index.ts'
import type { Description, Server } from '../../description/index.ts'

/**
 * Rejects a live target: a host of the servers in the description, or a live key.
 *
 * @throws UsageError unless `allowLive` is set
 */
export function rejectLive(
  description: Description,
  baseUrl: URL,
  keys: readonly string[],
  allowLive: boolean,
): void {
  if (allowLive) return
  const hosts = serversOf(description)
    .flatMap(addressesOf)
    .flatMap((url) => (URL.canParse(url) ? [new URL(url).hostname] : []))
  if (hosts.includes(baseUrl.hostname)) {
    throw new UsageError(
      `${baseUrl.hostname} is a live server of this API (see \`servers\`). Give --allow-live to test it anyway.`,
    )
  }
  if (keys.some((key) => /(?:^|[^a-z])live(?:[^a-z]|$)/i.test(key))) {
    throw new UsageError('The API key is a live key. Give --allow-live to use it anyway.')
  }
}

/** Returns the servers of the document, its paths and their operations. */
function serversOf({ document, operations }: Description): Server[] {
  const objects = [
    document,
    ...Object.values(document.paths ?? {}),
    ...operations.map(({ object }) => object),
  ]
  return objects.flatMap((object) => (object as { servers?: Server[] }).servers ?? [])
}

/** Returns the addresses of a server, for every combination of the values of its variables. */
function addressesOf({ url, variables = {} }: Server): string[] {
  return Object.entries(variables).reduce(
    (urls, [name, { default: fallback, enum: others = [] }]) =>
      urls.flatMap((one) =>
        [...new Set([fallback, ...others])].map((value) => one.replaceAll(`{${name}}`, value)),
      ),
    [url],
  )
}
