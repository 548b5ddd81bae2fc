import type { Fixtures } from '../fixtures/types.ts'

/** An implementation that is started for a run and stopped after it. */
export interface LocalTarget {
  readonly baseUrl: string
  readonly apiKey: string
  readonly otherApiKey?: string
  readonly fixtures: Fixtures
  close(): Promise<void>
}

export type StartLocal = (api: string) => Promise<LocalTarget>
