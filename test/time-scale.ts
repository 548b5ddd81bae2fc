/**
 * How many times longer than usual a test may take: `TEST_TIME_SCALE`, 1 where it is not set. `scripts/under-load.ts`
 * sets it, since a busy machine is slow and not broken.
 */
const scale = Number(process.env['TEST_TIME_SCALE'] ?? 1)

/** Returns a time limit in milliseconds, longer on a machine that is known to be busy. */
export function scaled(milliseconds: number): number {
  return milliseconds * scale
}
