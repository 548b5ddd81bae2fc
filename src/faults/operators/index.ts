import type { Operator } from '../model/fault.ts'
import { droppedField } from './dropped-field.ts'
import { extraField } from './extra-field.ts'
import { nullValue } from './null-value.ts'
import { otherConstant } from './other-constant.ts'
import { otherFormat } from './other-format.ts'
import { otherType } from './other-type.ts'
import { outOfRange } from './out-of-range.ts'
import { renamedField } from './renamed-field.ts'

/** All operators, in the order of a report. */
export const operators: readonly Operator[] = [
  droppedField,
  renamedField,
  otherType,
  nullValue,
  outOfRange,
  otherConstant,
  otherFormat,
  extraField,
]
