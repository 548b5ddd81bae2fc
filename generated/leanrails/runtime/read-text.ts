// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

/** Returns a response that can be given methods: a clone of one that a `fetch` of one's own has frozen. */
export const extensible = (response: Response): Response =>
  Object.isExtensible(response) ? response : response.clone()

/** Reads a response to its last byte. Its text can still be read afterwards. */
export const readText = async (received: Response): Promise<Response> => {
  const response = extensible(received)
  const text = await response.text()
  return Object.assign(response, { text: () => Promise.resolve(text) })
}
