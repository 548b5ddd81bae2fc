import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Node, YAMLMap } from 'yaml'
import { nearest, UsageError } from '../../command/index.ts'
import type { Policy, Severity, Suppression } from '../report/index.ts'

const FILE = 'redocly.yaml'
const KEY = 'x-openapi-contracts'
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'off']
const SUPPRESSION_KEYS = ['finding', 'rule', 'reason', 'until']

/**
 * Reads what `redocly.yaml` decides about the findings of an API: `suppress` and `severity` below `x-openapi-contracts`.
 *
 * @throws UsageError with file and line, for a suppression without a reason or an expiry date, and for an unknown severity
 */
export function readPolicy(root: string, api: string): Policy {
  const path = join(root, FILE)
  if (!existsSync(path)) return { suppressions: [], severities: [] }
  const counter = new LineCounter()
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: counter })
  const sourceOf = (node: unknown): string => {
    const [start = 0] = (node as Node).range ?? []
    return `${FILE}:${counter.linePos(start).line}`
  }
  const at = (...keys: string[]): unknown => document.getIn(['apis', api, KEY, ...keys], true)
  const suppress = at('suppress')
  const severity = at('severity')
  if (suppress !== undefined && suppress !== null && !isSeq(suppress))
    throw new UsageError(`${sourceOf(suppress)}: \`suppress\` must be a list.`)
  if (severity !== undefined && severity !== null && !isMap(severity))
    throw new UsageError(`${sourceOf(severity)}: \`severity\` must be an object: a rule and its severity.`)
  return {
    suppressions: isSeq(suppress)
      ? suppress.items.map((item) => readSuppression(item as YAMLMap, sourceOf(item)))
      : [],
    severities: isMap(severity)
      ? severity.items.map(({ key, value }) => readSeverity(textOf(key), textOf(value), sourceOf(key)))
      : [],
  }
}

function readSuppression(item: YAMLMap, source: string): Suppression {
  if (!isMap(item)) throw new UsageError(`${source}: a suppression must be an object.`)
  const keys = item.items.map(({ key }) => textOf(key))
  const unknown = keys.find((key) => !SUPPRESSION_KEYS.includes(key))
  if (unknown !== undefined) {
    const suggestion = nearest(unknown, SUPPRESSION_KEYS)
    const hint = suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`
    throw new UsageError(`${source}: a suppression has no \`${unknown}\`.${hint}`)
  }
  const value = (key: string): string | undefined => {
    const text = textOf(item.get(key, true)).trim()
    return text === '' ? undefined : text
  }
  const [finding, rule, reason, until] = SUPPRESSION_KEYS.map(value)
  if (finding === undefined && rule === undefined)
    throw new UsageError(`${source}: a suppression needs \`finding\`, the id of a finding, or \`rule\`.`)
  if (reason === undefined) throw new UsageError(`${source}: a suppression needs a \`reason\`.`)
  if (until === undefined || !isDate(until))
    throw new UsageError(
      `${source}: a suppression needs \`until\`, its last day, such as 2027-01-31.${until === undefined ? '' : ` Received: \`${until}\`.`}`,
    )
  return { finding, rule, reason, until, source }
}

function readSeverity(rule: string, text: string, source: string): Policy['severities'][number] {
  const severity = SEVERITIES.find((one) => one === text)
  if (severity === undefined)
    throw new UsageError(
      `${source}: the severity of \`${rule}\` must be one of ${SEVERITIES.join(', ')}. Received: \`${text}\`.`,
    )
  return { rule, severity, source }
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  )
}

/** Returns a scalar as it is written: YAML 1.1 reads `off` as false. */
function textOf(node: unknown): string {
  if (!isScalar(node)) return typeof node === 'string' ? node : ''
  return node.source ?? String(node.value)
}
