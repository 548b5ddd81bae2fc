import type { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FormatName } from 'ajv-formats'

/** The formats that are judged, and of which kind of value each speaks. Any other is an annotation. */
const CHECKED_FORMATS: Readonly<Record<string, 'number' | 'string'>> = {
  'unix-time': 'number',
  ...formatsOfType('number', ['int32', 'int64', 'float', 'double']),
  ...formatsOfType('string', ['date', 'time', 'date-time', 'iso-time', 'iso-date-time', 'duration']),
  ...formatsOfType('string', [
    'uri',
    'uri-reference',
    'uri-template',
    'hostname',
    'email',
    'ipv4',
    'ipv6',
    'uuid',
  ]),
  ...formatsOfType('string', [
    'json-pointer',
    'relative-json-pointer',
    'json-pointer-uri-fragment',
    'regex',
    'byte',
  ]),
}

function formatsOfType<JsonType>(jsonType: JsonType, names: readonly FormatName[]): Record<string, JsonType> {
  return Object.fromEntries(names.map((name) => [name, jsonType]))
}

/** The kind of value that a format speaks of; undefined where nobody here can tell what it demands. */
export function jsonTypeOfFormat(format: string | undefined): 'number' | 'string' | undefined {
  return format !== undefined && Object.hasOwn(CHECKED_FORMATS, format) ? CHECKED_FORMATS[format] : undefined
}

/** Teaches ajv the formats that are judged. */
export function addCheckedFormats(ajv: Ajv2020): void {
  addFormats.default(ajv)
  ajv.addFormat('unix-time', { type: 'number', validate: Number.isInteger })
  ajv.addFormat('email', EMAIL)
}

/** As ajv-formats reads it, and what RFC 5321 has beside that: quoted names, hosts without a dot, address literals. */
const EMAIL = new RegExp(
  '^(?:"(?:[^"\\\\]|\\\\.)*"|ATOM(?:\\.ATOM)*)@(?:LABEL(?:\\.LABEL)*|\\[[\\w.:-]+\\])$'
    .replaceAll('ATOM', "[a-z\\d!#$%&'*+/=?^_`{|}~-]+")
    .replaceAll('LABEL', '[a-z\\d](?:[a-z\\d-]*[a-z\\d])?'),
  'i',
)
