import { formOf, type FieldStyle } from '../styles.ts'
import type { WrittenBody } from './plan.ts'

const FORM = 'application/x-www-form-urlencoded'

/**
 * Writes a body as a form. By OpenAPI's default a list repeats its name, and a record is JSON.
 *
 * @param styles the styles of the fields that differ
 * @param others the style of all records without a style of their own
 */
export const formBody =
  (styles: Readonly<Record<string, FieldStyle>>, others: FieldStyle = 'json') =>
  (value: unknown): WrittenBody => ({ body: formOf(styles, '&', others)(value), type: FORM })
