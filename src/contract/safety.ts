import { UsageError } from '../command/index.ts'
import type { Description } from '../description/index.ts'

/**
 * Refuses to touch what is real: a host that the description names as a server, or a live key.
 *
 * @throws UsageError without `allowLive`
 */
export function refuseLive(
  description: Description,
  baseUrl: URL,
  keys: readonly string[],
  allowLive: boolean,
): void {
  if (allowLive) return
  const hosts = (description.document.servers ?? []).flatMap(({ url }) =>
    URL.canParse(url) ? [new URL(url).hostname] : [],
  )
  if (hosts.includes(baseUrl.hostname)) {
    throw new UsageError(
      `${baseUrl.hostname} is a real server of this API (see \`servers\`). Give --allow-live if you mean it.`,
    )
  }
  if (keys.some((key) => /(?:^|[^a-z])live(?:[^a-z]|$)/i.test(key))) {
    throw new UsageError('The API key is a live one. Give --allow-live if you mean it.')
  }
}
