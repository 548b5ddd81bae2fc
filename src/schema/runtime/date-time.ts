import { date } from './date.ts'
import { time } from './time.ts'

/** Whether a text is a date and a time (RFC 3339, `date-time`). */
export function dateTime(text: string): boolean {
  return /^.{10}t/i.test(text) && date(text.slice(0, 10)) && time(text.slice(11))
}
