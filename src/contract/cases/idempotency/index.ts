import { ruleIds } from '../../rules/ids.ts'
import type { MakeCases } from '../case-factory.ts'
import { bodiesOf } from './bodies.ts'
import { confusableTexts } from './confusable-texts.ts'
import { keyForms, optionalKey } from './keys.ts'
import { mismatches } from './mismatch.ts'
import { movedResources } from './moved.ts'
import { otherLists } from './other-lists.ts'
import { releasedKeys } from './released-keys.ts'
import { replays } from './replay.ts'
import { accountScope, schemeScope } from './scope.ts'
import { storedRejections } from './stored-rejections.ts'
import { unknownIds } from './unknown-ids.ts'
import { usedKeys } from './used-keys.ts'

/** Tests each clause of `x-idempotency` except the retention. */
export const idempotency: MakeCases = (input) => {
  const { operation } = input
  if (operation.idempotency === undefined) return []
  const bodies = bodiesOf(input)
  const cases = [
    ...replays(input, bodies),
    ...storedRejections(operation, bodies),
    ...movedResources(operation),
    ...unknownIds(operation, bodies),
    ...usedKeys(input),
    ...mismatches(operation, bodies),
    ...otherLists(input),
    ...confusableTexts(input),
    ...releasedKeys(input),
    ...optionalKey(input, bodies),
    ...keyForms(input),
    ...accountScope(operation),
    ...schemeScope(operation),
  ]
  if (operation.idempotency.stores.includes('success')) return cases
  // The description promises nothing for the key of a success that is not stored.
  const notPromised = (['replay', 'mismatch/body', 'mismatch/path'] as const).map((clause) =>
    ruleIds.idempotency(operation, clause),
  )
  return cases.filter(({ rules }) => !notPromised.includes(rules[0]))
}
