const UNITS: Record<string, string> = { Y: 'year', W: 'week', D: 'day', H: 'hour', S: 'second' }

/** Returns an ISO 8601 duration in words: `PT24H` is `24 hours`. */
export function durationInWords(duration: string): string {
  const [date = '', time = ''] = duration.replace(/^P/, '').split('T')
  const parts = [...parse(date, 'month'), ...parse(time, 'minute')]
  return parts.length === 0 ? duration : parts.join(' ')
}

function parse(text: string, unitOfM: string): string[] {
  return [...text.matchAll(/(\d+(?:\.\d+)?)([A-Z])/g)].map(([, amount = '', letter = '']) => {
    const unit = letter === 'M' ? unitOfM : (UNITS[letter] ?? letter)
    return `${amount} ${unit}${amount === '1' ? '' : 's'}`
  })
}
