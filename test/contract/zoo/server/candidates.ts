/** Returns the values that a text may represent: itself, a number, a boolean or null. */
export function scalarCandidates(text: string): unknown[] {
  return [
    ...(/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? [Number(text)] : []),
    ...(text === 'true' || text === 'false' ? [text === 'true'] : []),
    ...(text === '' ? [null] : []),
    text,
  ]
}

/** Returns the lists that several texts may represent: every combination, if there are few texts. */
export function listCandidates(texts: readonly string[]): unknown[][] {
  if (texts.length > 6) return [texts.map((text) => scalarCandidates(text)[0]), [...texts]]
  return texts.reduce<unknown[][]>(
    (known, text) => known.flatMap((list) => scalarCandidates(text).map((value) => [...list, value])),
    [[]],
  )
}

/** Returns the objects that pairs of names and texts may represent. */
export function recordCandidates(pairs: readonly (readonly [string, string])[]): unknown[] {
  return listCandidates(pairs.map(([, text]) => text)).map((values) =>
    Object.fromEntries(pairs.map(([name], index) => [name, values[index]])),
  )
}

/** Returns `a`, `1`, `b`, `2` as pairs. */
export function paired(texts: readonly string[]): [string, string][] {
  return texts.flatMap((name, index): [string, string][] =>
    index % 2 === 0 && index + 1 < texts.length ? [[name, texts[index + 1] ?? '']] : [],
  )
}

/** Returns `a=1`, `b=2` as pairs. */
export function assigned(texts: readonly string[]): [string, string][] {
  return texts.flatMap((text): [string, string][] => {
    const at = text.indexOf('=')
    return at < 0 ? [] : [[text.slice(0, at), text.slice(at + 1)]]
  })
}

/** Returns the value of a JSON text, or nothing if it is not JSON. */
export function jsonCandidates(text: string): unknown[] {
  try {
    return [JSON.parse(text)]
  } catch {
    return []
  }
}

/** Decodes percent escapes and plus signs. @throws URIError */
export function decoded(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}
