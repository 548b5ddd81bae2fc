/** How many notes of one category are shown. The rest are counted. */
const MAX_PER_CATEGORY = 3

/** The longest note, in characters. */
const MAX_LENGTH = 160

/** Collects facts that a reader should know and that break no rule. */
export class Notes {
  private readonly byCategory = new Map<string, string[]>()
  private readonly mask: (text: string) => string

  constructor(mask: (text: string) => string) {
    this.mask = mask
  }

  /** @param category what the note is about, for counting: `dropped connection` */
  add(category: string, text: string): void {
    this.byCategory.set(category, [...(this.byCategory.get(category) ?? []), text])
  }

  /** Adds a note, unless its category has it already. */
  addOnce(category: string, text: string): void {
    if (this.byCategory.get(category)?.includes(text) !== true) this.add(category, text)
  }

  get texts(): string[] {
    return [...this.byCategory].flatMap(([category, texts]) => {
      const more = texts.length - MAX_PER_CATEGORY
      const shown = texts.slice(0, MAX_PER_CATEGORY).map((text) => shorten(this.mask(text)))
      return more > 0 ? [...shown, `${category}: ${more} more.`] : shown
    })
  }
}

function shorten(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text
}
