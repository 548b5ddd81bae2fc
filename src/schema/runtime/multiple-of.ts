/** Whether a number is a multiple of another, by their decimal digits: 0.07 is a multiple of 0.01. */
export function isMultipleOf(value: number, step: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(step)) return step === 0 || value % step === 0
  const [digits, exponent] = decimal(value)
  const [stepDigits, stepExponent] = decimal(step)
  if (stepDigits === 0n) return true
  const lowest = Math.min(exponent, stepExponent)
  return (
    (digits * 10n ** BigInt(exponent - lowest)) % (stepDigits * 10n ** BigInt(stepExponent - lowest)) === 0n
  )
}

/** Returns the shortest decimal digits of a number and their power of ten. */
function decimal(value: number): [bigint, number] {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  return [BigInt(whole + fraction), Number(exponent) - fraction.length]
}
