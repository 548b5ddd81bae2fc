/** What generated validators are made of beside ajv's code; bundled into them, so that they import nothing. */
export { date } from './date.ts'
export { dateTime } from './date-time.ts'
export { equal } from './equal.ts'
export { int32, whole } from './integer.ts'
export { length } from './length.ts'
export { report } from './report.ts'
export { time } from './time.ts'
