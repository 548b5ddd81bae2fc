import type { OpenAPIDocument } from '../../description/index.ts'
import { excerpt, isRecord } from '../../schema/index.ts'
import { writeOnlyProperties } from '../rules/schema-keywords.ts'
import type { RuleId } from '../rules/ids.ts'
import type { RuleBook } from '../rules/index.ts'
import { causes } from './causes.ts'
import { NOT_APPLICABLE } from './check.ts'
import type { CheckResult } from './check.ts'

/**
 * Checks that a body contains no `writeOnly` property. A rule is tested only by an object that could contain it. A null
 * exposes nothing.
 *
 * @param mediaTypeRule fails for a property without a rule of its own
 */
export function checkWriteOnly(
  document: OpenAPIDocument,
  book: RuleBook,
  schema: string,
  body: unknown,
  mediaTypeRule: RuleId,
): CheckResult {
  const results = writeOnlyProperties(document, schema).map(({ pointer, path }): CheckResult => {
    const own = book.ruleIdAt(pointer)
    const owners = valuesAt(body, path.slice(0, -1)).filter(isRecord)
    if (owners.length === 0) return NOT_APPLICABLE
    const name = path.at(-1) ?? ''
    const exposed = owners.find((owner) => Object.hasOwn(owner, name) && owner[name] !== null)
    const testedRules = own === undefined ? [] : [own]
    if (exposed === undefined) return { testedRules, failures: [] }
    const failure = {
      rule: own ?? mediaTypeRule,
      expected: `no \`${path.join('.')}\``,
      actual: excerpt({ [name]: exposed[name] }),
      cause: causes.body(`/${path.join('/')}`, 'write-only'),
    }
    return { testedRules, failures: [failure] }
  })
  return {
    testedRules: results.flatMap(({ testedRules }) => testedRules),
    failures: results.flatMap(({ failures }) => failures),
  }
}

/** Returns the values at a path, in which `[]` is every item and `*` is every property. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  let values = [value]
  for (const step of path) {
    values = values.flatMap((one) => {
      if (step === '[]') return Array.isArray(one) ? (one as unknown[]) : []
      if (!isRecord(one)) return []
      if (step === '*') return Object.values(one)
      return Object.hasOwn(one, step) ? [one[step]] : []
    })
  }
  return values
}
