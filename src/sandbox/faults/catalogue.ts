import type { Fault } from './fault.ts'

/** Every fault. */
export const catalogue: readonly Fault[] = []
