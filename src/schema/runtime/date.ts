/** A day of the calendar (RFC 3339, `full-date`): 2024-02-29 is one, 2023-02-29 and 9999-99-99 are not. */
export function date(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  // Day 0 of the next month is this month's last. Years from 0 to 99 would be read as 1900 to 1999: 400 years
  // later the calendar is the same.
  const last = new Date(Date.UTC(Number(year) + 400, Number(month), 0)).getUTCDate()
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= last
}
