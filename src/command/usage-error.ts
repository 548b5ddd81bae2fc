/** Thrown when a command cannot do what the user asked for. The command prints the message and exits with code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
