import type { Operator } from '../model/fault.ts'
import { droppedField } from './dropped-field.ts'
import { extraField } from './extra-field.ts'
import { ignoredKey } from './ignored-key.ts'
import { lostChange } from './lost-change.ts'
import { nullValue } from './null-value.ts'
import { optionalField } from './optional-field.ts'
import { otherConstant } from './other-constant.ts'
import { otherFormat } from './other-format.ts'
import { otherType } from './other-type.ts'
import { outOfRange } from './out-of-range.ts'
import { renamedField } from './renamed-field.ts'
import { sharedResource } from './shared-resource.ts'
import { tooStrict } from './too-strict.ts'
import { uncheckedBody } from './unchecked-body.ts'
import { uncheckedContent } from './unchecked-content.ts'
import { uncheckedCredentials } from './unchecked-credentials.ts'
import { uncheckedParameter } from './unchecked-parameter.ts'
import { uncheckedRequired } from './unchecked-required.ts'
import { uncheckedUnknown } from './unchecked-unknown.ts'
import { unknownId } from './unknown-id.ts'
import { unlimited } from './unlimited.ts'
import { unmetCriterion } from './unmet-criterion.ts'
import { wrongContent } from './wrong-content.ts'
import { wrongHeader } from './wrong-header.ts'
import { wrongList } from './wrong-list.ts'
import { wrongState } from './wrong-state.ts'
import { wrongStatus } from './wrong-status.ts'
import { wrongValue } from './wrong-value.ts'

/** All operators, in the order of a report. */
export const operators: readonly Operator[] = [
  // Responses.
  droppedField,
  renamedField,
  otherType,
  nullValue,
  outOfRange,
  otherConstant,
  otherFormat,
  extraField,
  wrongStatus,
  wrongContent,
  wrongHeader,
  unmetCriterion,
  wrongValue,
  // Checks of requests.
  uncheckedBody,
  uncheckedRequired,
  uncheckedUnknown,
  uncheckedContent,
  uncheckedParameter,
  uncheckedCredentials,
  sharedResource,
  unknownId,
  tooStrict,
  // State, keys and sequences.
  wrongState,
  ignoredKey,
  lostChange,
  wrongList,
  // What the description allows.
  unlimited,
  optionalField,
]
