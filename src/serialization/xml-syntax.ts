/** A start of a name, and what follows it. Namespaces are not checked. */
const NAME = String.raw`[\p{L}_:][\p{L}\p{N}\p{M}_:.-]*`

const TAG = new RegExp(String.raw`<(/?)(${NAME})((?:\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(/?)>`, 'uy')

/** What is not an element: a comment, a processing instruction, a section of text. */
const OTHER = /<!--(?:(?!--)[^])*-->|<\?[^]*?\?>/y
const CDATA = /<!\[CDATA\[[^]*?\]\]>/y
const DOCTYPE = /<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>/y

/** Characters that must be written as references, and references that are none. */
const WRONG_TEXT =
  /&(?!(?:[\p{L}_:][\p{L}\p{N}_:.-]*|#\d+|#x[\da-fA-F]+);)|\]\]>|[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/u

/** Whether a text is a well-formed XML document, as far as tags, attributes and references show it. */
export function isWellFormedXml(text: string): boolean {
  return partsOfRoot(text) !== undefined
}

/**
 * Returns the names, without prefixes, of the attributes of the root and of the elements in it. Undefined if the text is
 * not a well-formed XML document.
 */
export function partsOfRoot(text: string): ReadonlySet<string> | undefined {
  const parts = new Set<string>()
  const open: string[] = []
  let roots = 0
  let at = text.startsWith('\ufeff') ? 1 : 0
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match !== null) at += match[0].length
    return match
  }
  while (at < text.length) {
    const next = text.indexOf('<', at)
    const characters = text.slice(at, next === -1 ? text.length : next)
    const isOutside = open.length === 0
    if (isOutside ? characters.trim() !== '' : WRONG_TEXT.test(characters)) return undefined
    at += characters.length
    if (next === -1) break
    if (take(OTHER) !== null || (isOutside && roots === 0 && take(DOCTYPE) !== null)) continue
    if (!isOutside && take(CDATA) !== null) continue
    const [, end, name = '', attributes = '', empty] = take(TAG) ?? []
    if (name === '' || WRONG_TEXT.test(attributes) || hasDuplicates(attributes)) return undefined
    if (end === '/') {
      if (open.pop() !== name || attributes !== '' || empty === '/') return undefined
      continue
    }
    if (isOutside) {
      roots += 1
      for (const attribute of attributeNames(attributes)) parts.add(localName(attribute))
    }
    if (open.length === 1) parts.add(localName(name))
    if (empty !== '/') open.push(name)
  }
  return open.length === 0 && roots === 1 ? parts : undefined
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

const ATTRIBUTE = new RegExp(String.raw`(${NAME})\s*=`, 'gu')

function attributeNames(attributes: string): string[] {
  const plain = attributes.replaceAll(/"[^"]*"|'[^']*'/g, '')
  return [...plain.matchAll(ATTRIBUTE)].map(([, name = '']) => name)
}

function hasDuplicates(attributes: string): boolean {
  const names = attributeNames(attributes)
  return new Set(names).size < names.length
}
