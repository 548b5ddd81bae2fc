import type { Format } from 'ajv'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import * as runtime from './runtime/index.ts'

/** Formats that are checked by a function: the name of its export in `runtime/`. */
export const formatFunctions: Readonly<Record<string, keyof typeof runtime>> = {
  date: 'date',
  time: 'time',
  'date-time': 'dateTime',
  int32: 'int32',
  int64: 'whole',
  'unix-time': 'whole',
}

/** Those of ajv-formats that are one regular expression; they are written into the validators as such. */
const expressions = [
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'json-pointer',
  'relative-json-pointer',
  'uri-reference',
  'uri-template',
  'uuid',
] as const

/** The formats that a description may name. Any other stops the generation: an unchecked format is a false promise. */
export const formats: Readonly<Record<string, Format>> = {
  ...Object.fromEntries(expressions.map((name) => [name, fullFormats[name]])),
  date: runtime.date,
  time: runtime.time,
  'date-time': runtime.dateTime,
  int32: { type: 'number', validate: runtime.int32 },
  int64: { type: 'number', validate: runtime.whole },
  'unix-time': { type: 'number', validate: runtime.whole },
  // The grammar of RFC 3986 takes 7.6 kB; its alphabet takes a line: a scheme, then only what a URI may hold.
  uri: /^[a-z][a-z\d+.-]*:(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\da-f]{2})+$/i,
  byte: /^(?:[a-z\d+/]{4})*(?:[a-z\d+/]{2}==|[a-z\d+/]{3}=)?$/i,
  // Nothing to check: these tell how a value is meant, not which ones there are.
  binary: true,
  double: true,
  float: true,
  password: true,
}
