/** What a person typed cannot be done. Ends a command with exit code 2 and this message alone. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
