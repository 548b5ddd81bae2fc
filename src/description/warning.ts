/** A fault of a description that does not prevent its use. */
export interface DescriptionWarning {
  readonly pointer: string
  readonly message: string
}
