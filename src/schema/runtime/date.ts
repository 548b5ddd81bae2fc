/** Whether a text is a date of the calendar (RFC 3339, `full-date`): 2024-02-29 is, 2023-02-29 is not. */
export function date(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  // Day 0 of the next month is the last day of this month. `Date.UTC` reads the years 0 to 99 as 1900 to 1999, so 400
  // years are added: the calendar repeats after 400 years.
  const last = new Date(Date.UTC(Number(year) + 400, Number(month), 0)).getUTCDate()
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= last
}
