import type { Format } from 'ajv'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import * as runtime from './runtime/index.ts'

/** Format → the function in `runtime/` that checks it. */
export const FORMAT_FUNCTIONS: Readonly<
  Record<string, 'date' | 'dateTime' | 'int32' | 'regex' | 'time' | 'whole'>
> = {
  date: 'date',
  time: 'time',
  'date-time': 'dateTime',
  int32: 'int32',
  int64: 'whole',
  regex: 'regex',
  'unix-time': 'whole',
}

/** Formats that ajv-formats checks with one regular expression. */
const EXPRESSION_FORMATS = [
  'duration',
  'hostname',
  'ipv4',
  'ipv6',
  'json-pointer',
  'json-pointer-uri-fragment',
  'relative-json-pointer',
  'uri-reference',
  'uri-template',
  'uuid',
] as const

/** As ajv-formats, but with the other forms of RFC 5321: quoted names, hosts without a dot, address literals. */
const EMAIL = new RegExp(
  '^(?:"(?:[^"\\\\]|\\\\.)*"|ATOM(?:\\.ATOM)*)@(?:LABEL(?:\\.LABEL)*|\\[[\\w.:-]+\\])$'
    .replaceAll('ATOM', "[a-z\\d!#$%&'*+/=?^_`{|}~-]+")
    .replaceAll('LABEL', '[a-z\\d](?:[a-z\\d-]*[a-z\\d])?'),
  'i',
)

/** RFC 3986. Of a host in brackets only the characters are checked. */
const URI = new RegExp(
  '^[a-z][a-z\\d+.-]*:(?=.)(?://(?:(?:CHAR|:)*@)?(?:\\[[\\da-f]*:[\\da-f:.]+\\]|\\[v[\\da-f]+\\.[^\\]]+\\]|(?:CHAR)*)(?::\\d*)?(?![^/?#])|(?!//))(?:CHAR|[:@/])*(?:\\?(?:CHAR|[:@/?])*)?(?:#(?:CHAR|[:@/?])*)?$'.replaceAll(
    'CHAR',
    // A function, since `$&` in a replacement stands for what it replaces.
    () => "[\\w.~!$&'()*+,;=-]|%[\\da-f]{2}",
  ),
  'i',
)

/** The formats that are checked. All others are annotations. */
const CHECKED_FORMATS: Readonly<Record<string, Format>> = {
  ...Object.fromEntries(EXPRESSION_FORMATS.map((name) => [name, fullFormats[name]])),
  date: runtime.date,
  time: runtime.time,
  'date-time': runtime.dateTime,
  regex: runtime.regex,
  email: EMAIL,
  uri: URI,
  byte: /^(?:[a-z\d+/]{4})*(?:[a-z\d+/]{2}==|[a-z\d+/]{3}=)?$/i,
  int32: { type: 'number', validate: runtime.int32 },
  int64: { type: 'number', validate: runtime.whole },
  'unix-time': { type: 'number', validate: runtime.whole },
  // Every number has these formats: they define how it is stored.
  float: true,
  double: true,
}

const NUMBER_FORMATS = ['int32', 'int64', 'unix-time', 'float', 'double']

/** Formats of the OpenAPI registry that allow every text: they define its use, not its values. */
const UNRESTRICTED = ['binary', 'password']

/** All formats that ajv knows. */
export const formats: Readonly<Record<string, Format>> = {
  ...CHECKED_FORMATS,
  ...Object.fromEntries(UNRESTRICTED.map((name) => [name, true as const])),
}

/** Returns the JSON type that a format applies to. Undefined if the format is not checked. */
export function jsonTypeOfFormat(format: unknown): 'number' | 'string' | undefined {
  if (typeof format !== 'string' || !Object.hasOwn(CHECKED_FORMATS, format)) return undefined
  return NUMBER_FORMATS.includes(format) ? 'number' : 'string'
}

/** Whether a text has a format. Every text has a format that is not checked. */
export function fitsFormat(format: unknown, text: string): boolean {
  if (jsonTypeOfFormat(format) !== 'string') return true
  const check = CHECKED_FORMATS[String(format)]
  if (check instanceof RegExp) return check.test(text)
  return typeof check === 'function' ? check(text) : true
}

/** Whether a format is known, including one that allows every text. */
export function isKnownFormat(format: string): boolean {
  return Object.hasOwn(formats, format)
}
