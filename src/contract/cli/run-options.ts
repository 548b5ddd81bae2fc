import { wholeNumber } from '../../command/index.ts'
import type { Description } from '../../description/index.ts'
import { loadFixtures } from '../fixtures/load.ts'
import type { TargetOptions } from '../http/target.ts'
import type { RunOptions } from '../run/run.ts'
import { proxiesOf } from '../http/proxy.ts'
import { readTls } from './certificates.ts'
import { readKeys } from './keys.ts'
import { commandOf } from './rerun.ts'
import { rejectLive } from './live-guard.ts'
import type { LocalTarget } from './local-target.ts'
import * as read from './option-values.ts'
import { readCliOptions } from './options.ts'
import type { CliOptions } from './options.ts'

/**
 * Returns the options of a run.
 *
 * @param local the started implementation, if there is no --base-url
 * @throws UsageError for an invalid value, a missing key, a live target, or a fixture module that cannot be loaded
 */
export async function readRunOptions(
  description: Description,
  cliOptions: CliOptions,
  local: LocalTarget | undefined,
): Promise<RunOptions> {
  const { seed, runs, concurrency, bail, fixtures } = cliOptions
  const [file] = read.readReporters(cliOptions.reporter, cliOptions.output).flatMap((one) => one.file ?? [])
  const target = readTarget(description, cliOptions, local)
  const fixtureTimeout = read.readTime('--fixture-timeout', cliOptions['fixture-timeout'])
  return {
    description,
    target,
    fixtures: fixtures === undefined ? local?.fixtures : await loadFixtures(fixtures, fixtureTimeout),
    fixtureTimeout,
    selection: readSelection(cliOptions),
    ...(seed === undefined ? {} : { seed: wholeNumber('--seed', seed, { min: 0 }) }),
    runs: wholeNumber('--runs', runs, { min: 1 }),
    concurrency: wholeNumber('--concurrency', concurrency, { min: 1 }),
    bail,
    bodyFolder: file === undefined ? undefined : `${file}.bodies`,
    command: commandOf(cliOptions, description.api, readCliOptions([])),
  }
}

/** Returns which cases the options select. */
export function readSelection({
  only,
  skip,
  stateless,
  shard,
}: CliOptions): NonNullable<RunOptions['selection']> {
  return { only, skip, stateless, shard: read.readShard(shard) }
}

function readTarget(
  description: Description,
  cliOptions: CliOptions,
  local: LocalTarget | undefined,
): TargetOptions {
  const baseUrl = read.readBaseUrl(local?.baseUrl ?? cliOptions['base-url'] ?? '')
  const keys = readKeys(description, cliOptions, local)
  const { apiKey, otherApiKey = '', credentials, client, tokenUrl } = keys
  const texts = [apiKey, otherApiKey, ...Object.values(credentials), client?.secret ?? '']
  rejectLive(description, baseUrl, texts, cliOptions['allow-live'])
  const { rate, 'max-requests': maxRequests, 'max-time': maxTime } = cliOptions
  return {
    baseUrl,
    ...keys,
    tls: readTls(cliOptions, [baseUrl, ...(tokenUrl === undefined ? [] : [tokenUrl])]),
    // A sandbox of this process is not behind a proxy.
    ...(local === undefined && { proxy: proxiesOf(process.env) }),
    headers: (cliOptions.header ?? []).map(read.readHeader),
    timeout: read.readTime('--timeout', cliOptions.timeout),
    ...(rate === undefined ? {} : { rate: read.readRate('--rate', rate) }),
    ...(maxRequests === undefined
      ? {}
      : { maxRequests: wholeNumber('--max-requests', maxRequests, { min: 1 }) }),
    ...(maxTime === undefined ? {} : { maxTime: read.readDuration('--max-time', maxTime) }),
    maxResponse: read.readSize('--max-response', cliOptions['max-response']),
    allowDestructive: cliOptions['allow-destructive'],
    clockSkew: wholeNumber('--clock-skew', cliOptions['clock-skew'], { min: 0 }),
  }
}
