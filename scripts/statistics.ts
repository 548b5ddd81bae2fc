/** Returns the value below which a share of the values is: `quantile(times, 0.99)`. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Returns the value in the middle, the higher of two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}
