/** Whether a text is a time with an offset (RFC 3339, `full-time`). A leap second is valid at 23:59:60 UTC only. */
export function time(text: string): boolean {
  const match = /^(\d\d):(\d\d):(\d\d)(\.\d+)?(z|([+-])(\d\d):(\d\d))$/i.exec(text)
  if (match === null) return false
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const [offsetHour, offsetMinute] = [Number(match[7] ?? 0), Number(match[8] ?? 0)]
  if (hour > 23 || minute > 59 || offsetHour > 23 || offsetMinute > 59) return false
  const offset = (offsetHour * 60 + offsetMinute) * (match[6] === '-' ? -1 : 1)
  const utc = (hour * 60 + minute - offset + 1440) % 1440
  return second < 60 || (second === 60 && utc === 1439)
}
