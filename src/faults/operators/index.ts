import type { Operator } from '../model/fault.ts'
import { droppedField } from './dropped-field.ts'
import { extraField } from './extra-field.ts'
import { ignoredKey } from './ignored-key.ts'
import { leakedSecret } from './leaked-secret.ts'
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

/** All operators by the kind of their faults, in the order of a report. */
export const operators: Readonly<Record<string, Operator>> = {
  // Responses.
  'dropped-field': droppedField,
  'renamed-field': renamedField,
  'other-type': otherType,
  'null-value': nullValue,
  'out-of-range': outOfRange,
  'other-constant': otherConstant,
  'other-format': otherFormat,
  'extra-field': extraField,
  'wrong-status': wrongStatus,
  'wrong-content': wrongContent,
  'wrong-header': wrongHeader,
  'leaked-secret': leakedSecret,
  'unmet-criterion': unmetCriterion,
  'wrong-value': wrongValue,
  // Checks of requests.
  'unchecked-body': uncheckedBody,
  'unchecked-required': uncheckedRequired,
  'unchecked-unknown': uncheckedUnknown,
  'unchecked-content': uncheckedContent,
  'unchecked-parameter': uncheckedParameter,
  'unchecked-credentials': uncheckedCredentials,
  'shared-resource': sharedResource,
  'unknown-id': unknownId,
  'too-strict': tooStrict,
  // State, keys and sequences.
  'wrong-state': wrongState,
  'ignored-key': ignoredKey,
  'lost-change': lostChange,
  'wrong-list': wrongList,
  // What the description allows.
  unlimited,
  'optional-field': optionalField,
}

/** The kinds of faults: each is the name of its operator's file. */
export const KINDS = Object.keys(operators)
