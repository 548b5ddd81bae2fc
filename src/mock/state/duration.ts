const SECONDS = { Y: 31_536_000, Mo: 2_592_000, W: 604_800, D: 86_400, H: 3600, M: 60, S: 1 }

/** An ISO 8601 duration in milliseconds; a year has 365 days, a month 30. Text that is none lasts for ever. */
export function durationMs(text: string): number {
  const match = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(
    text,
  )
  if (match === null) return Number.POSITIVE_INFINITY
  const units = [SECONDS.Y, SECONDS.Mo, SECONDS.W, SECONDS.D, SECONDS.H, SECONDS.M, SECONDS.S]
  return units.reduce((sum, unit, index) => sum + unit * Number(match[index + 1] ?? 0), 0) * 1000
}
