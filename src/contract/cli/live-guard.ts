import { UsageError } from '../../command/index.ts'
import type { Description, Server } from '../../description/index.ts'
import { isLoopback } from '../http/loopback.ts'
import { addressesOf } from '../http/servers.ts'

/**
 * Rejects a live target: a host of the servers in the description, or a live key. A description names this computer for
 * those who develop the API, so a loopback host is not live.
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
    // An address without a scheme names a host too.
    .map((url) => url.replace(/^(?=\/\/)/, baseUrl.protocol))
    .flatMap((url) => (URL.canParse(url) ? [new URL(url).hostname] : []))
  if (!isLoopback(baseUrl.hostname) && hosts.includes(baseUrl.hostname)) {
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
