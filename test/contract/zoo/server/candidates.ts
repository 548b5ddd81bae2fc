/** Everything that one text may mean: itself, a number, a boolean, nothing. */
export function scalarCandidates(text: string): unknown[] {
  return [
    ...(/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? [Number(text)] : []),
    ...(text === 'true' || text === 'false' ? [text === 'true'] : []),
    ...(text === '' ? [null] : []),
    text,
  ]
}

/** Everything that several texts may mean together: each way to read each of them, as long as they are few. */
export function listCandidates(texts: readonly string[]): unknown[][] {
  if (texts.length > 6) return [texts.map((text) => scalarCandidates(text)[0]), [...texts]]
  return texts.reduce<unknown[][]>(
    (known, text) => known.flatMap((list) => scalarCandidates(text).map((value) => [...list, value])),
    [[]],
  )
}

/** Everything that pairs of names and texts may mean as one record. */
export function recordCandidates(pairs: readonly (readonly [string, string])[]): unknown[] {
  return listCandidates(pairs.map(([, text]) => text)).map((values) =>
    Object.fromEntries(pairs.map(([name], index) => [name, values[index]])),
  )
}

/** `a`, `1`, `b`, `2` as pairs. */
export function paired(texts: readonly string[]): [string, string][] {
  return texts.flatMap((name, index): [string, string][] =>
    index % 2 === 0 && index + 1 < texts.length ? [[name, texts[index + 1] ?? '']] : [],
  )
}

/** `a=1`, `b=2` as pairs. */
export function assigned(texts: readonly string[]): [string, string][] {
  return texts.flatMap((text): [string, string][] => {
    const at = text.indexOf('=')
    return at < 0 ? [] : [[text.slice(0, at), text.slice(at + 1)]]
  })
}

/** What a JSON text means; nothing where it is none. */
export function jsonCandidates(text: string): unknown[] {
  try {
    return [JSON.parse(text)]
  } catch {
    return []
  }
}

/** Percent-decoded. @throws URIError */
export function decoded(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}
