/** A unit of an ISO 8601 duration. A year counts 365 days, a month 30. */
interface Unit {
  readonly name: string
  readonly seconds: number
}

const UNITS: readonly Unit[] = [
  { name: 'year', seconds: 31_536_000 },
  { name: 'month', seconds: 2_592_000 },
  { name: 'week', seconds: 604_800 },
  { name: 'day', seconds: 86_400 },
  { name: 'hour', seconds: 3600 },
  { name: 'minute', seconds: 60 },
  { name: 'second', seconds: 1 },
]

const NUMBER = String.raw`(\d+(?:\.\d+)?)`
const DATE = ['Y', 'M', 'W', 'D'].map((letter) => `(?:${NUMBER}${letter})?`).join('')
const TIME = ['H', 'M', 'S'].map((letter) => `(?:${NUMBER}${letter})?`).join('')
const DURATION = new RegExp(`^P${DATE}(?:T${TIME})?$`)

/** Returns the parts of an ISO 8601 duration, or undefined for an invalid text. */
function parseDuration(text: string): { amount: string; unit: Unit }[] | undefined {
  const match = DURATION.exec(text)
  if (match === null) return undefined
  return UNITS.flatMap((unit, index) => {
    const amount = match[index + 1]
    return amount === undefined ? [] : [{ amount, unit }]
  })
}

/** Returns an ISO 8601 duration in milliseconds, or Infinity for an invalid text. */
export function durationMs(text: string): number {
  const parts = parseDuration(text)
  if (parts === undefined) return Number.POSITIVE_INFINITY
  return parts.reduce((sum, { amount, unit }) => sum + unit.seconds * Number(amount), 0) * 1000
}

/** Returns an ISO 8601 duration in words: `PT24H` is `24 hours`. Returns an invalid text unchanged. */
export function durationInWords(text: string): string {
  const words = parseDuration(text)?.map(
    ({ amount, unit }) => `${amount} ${unit.name}${amount === '1' ? '' : 's'}`,
  )
  return words === undefined || words.length === 0 ? text : words.join(' ')
}
