import { UsageError } from '../../command/index.ts'
import type { Description, Server } from '../../description/index.ts'

/**
 * Refuses to touch what is real: a host that the description names as a server, or a live key.
 *
 * @throws UsageError without `allowLive`
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
      `${baseUrl.hostname} is a real server of this API (see \`servers\`). Give --allow-live if you mean it.`,
    )
  }
  if (keys.some((key) => /(?:^|[^a-z])live(?:[^a-z]|$)/i.test(key))) {
    throw new UsageError('The API key is a live one. Give --allow-live if you mean it.')
  }
}

/** The servers of the document, of its paths and of their operations. */
function serversOf({ document, operations }: Description): Server[] {
  const holders = [
    document,
    ...Object.values(document.paths ?? {}),
    ...operations.map(({ object }) => object),
  ]
  return holders.flatMap((holder) => (holder as { servers?: Server[] }).servers ?? [])
}

/** The addresses of a server: with the default of each variable, and with each other value that one may have. */
function addressesOf({ url, variables = {} }: Server): string[] {
  return Object.entries(variables).reduce(
    (urls, [name, { default: usual, enum: others = [] }]) =>
      urls.flatMap((one) =>
        [...new Set([usual, ...others])].map((value) => one.replaceAll(`{${name}}`, value)),
      ),
    [url],
  )
}
