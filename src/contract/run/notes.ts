/** How many notes of one kind are told whole; the rest are counted. */
const MAX_PER_CATEGORY = 3

/** The longest note, in characters. */
const LONGEST = 160

/** What is worth telling and breaks no rule. */
export class Notes {
  private readonly byCategory = new Map<string, string[]>()
  private readonly mask: (text: string) => string

  constructor(mask: (text: string) => string) {
    this.mask = mask
  }

  /** @param category what it is one of, with its article: `a wait` */
  add(category: string, text: string): void {
    this.byCategory.set(category, [...(this.byCategory.get(category) ?? []), text])
  }

  get texts(): string[] {
    return [...this.byCategory].flatMap(([category, texts]) => {
      const more = texts.length - MAX_PER_CATEGORY
      const shown = texts.slice(0, MAX_PER_CATEGORY).map((text) => shorten(this.mask(text)))
      return more > 0 ? [...shown, `${category.replace(/^an? /, '')}: ${more} more.`] : shown
    })
  }
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
