/** How many notes of one kind are told whole; the rest are counted. */
const TOLD = 3

/** The longest note, in characters. */
const LONGEST = 160

/** What is worth telling and breaks no rule. */
export class Notes {
  private readonly byKind = new Map<string, string[]>()
  private readonly mask: (text: string) => string

  constructor(mask: (text: string) => string) {
    this.mask = mask
  }

  /** @param kind what it is one of, with its article: `a wait` */
  add(kind: string, text: string): void {
    this.byKind.set(kind, [...(this.byKind.get(kind) ?? []), text])
  }

  get texts(): string[] {
    return [...this.byKind].flatMap(([kind, texts]) => {
      const more = texts.length - TOLD
      const told = texts.slice(0, TOLD).map((text) => shorten(this.mask(text)))
      return more > 0 ? [...told, `${kind.replace(/^an? /, '')}: ${more} more.`] : told
    })
  }
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
