/**
 * Sends requests that may explain why a response does not conform. If they cannot be sent, it is a failure: what was seen
 * must not be lost with the case.
 *
 * @throws what `send` throws, when the failure is recorded
 */
export async function explain<Explanation>(
  send: () => Promise<Explanation>,
  recordFailure: () => unknown,
): Promise<Explanation> {
  try {
    return await send()
  } catch (error) {
    recordFailure()
    throw error
  }
}
