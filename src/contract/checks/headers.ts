import { dereference } from '../../description/index.ts'
import type { HeaderObject } from '../../description/index.ts'
import type { Finding } from '../violation.ts'
import { NOTHING } from './check.ts'
import type { Check } from './check.ts'
import { documentedResponse, isJudged } from './documented.ts'

/** Declared headers are there where they are required, and valid where they are there. */
export const headers: Check = (exchange, { description, schemas }) => {
  const response = documentedResponse(exchange)
  if (response === undefined || !isJudged(exchange)) return NOTHING
  const at = (pointer: string): string => dereference(description.document, pointer).pointer
  const reached: string[] = []
  const findings: Finding[] = []
  for (const { name, object, pointer } of response.headers) {
    if (name.toLowerCase() === 'content-type') continue // OpenAPI 3.1, Response Object: shall be ignored
    const rule = `${exchange.operation.id}/responses/${response.status}/headers/${name}`
    const values = exchange.response.headers.get(name.toLowerCase())
    if (values === undefined) {
      if (object.required !== true) continue
      reached.push(rule)
      findings.push({ rule, expected: `the header ${name}`, actual: 'none' })
      continue
    }
    reached.push(rule)
    const text = values.join(', ')
    const parsed = parseStrictly(object, text)
    if (parsed === undefined) {
      findings.push({ rule, expected: `${name}: ${String(object.schema?.type)}`, actual: `${name}: ${text}` })
      continue
    }
    for (const error of object.schema === undefined
      ? []
      : schemas.check(`${at(pointer)}/schema`, parsed.value)) {
      findings.push({ rule, expected: `${name}: ${error.expected}`, actual: `${name}: ${text}` })
    }
  }
  return { reached, findings }
}

/** A header's text as its schema's type; never coerced: `0x10`, `1e3` and `Infinity` are no integers. */
function parseStrictly(object: HeaderObject, text: string): { value: unknown } | undefined {
  const types = [object.schema?.type].flat()
  if (types.includes('string') || types[0] === undefined) return { value: text }
  if (types.includes('integer')) {
    const value = /^-?(?:0|[1-9]\d*)$/.test(text) ? Number(text) : Number.NaN
    return Number.isSafeInteger(value) ? { value } : undefined
  }
  if (types.includes('number')) {
    return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? { value: Number(text) } : undefined
  }
  if (types.includes('boolean')) return /^(?:true|false)$/.test(text) ? { value: text === 'true' } : undefined
  if (types.includes('array')) return { value: text.split(',').map((item) => item.trim()) }
  return { value: text }
}
