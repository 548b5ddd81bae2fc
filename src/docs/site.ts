import type { Description } from '../description/index.ts'
import type { Guide } from './markdown/guide.ts'
import type { Sample } from './markdown/samples.ts'

/** Everything that the pages are made from. */
export interface Site {
  /** The project's root. */
  root: string
  /** What the site is called: `site` in the front matter of the start page. */
  name: string
  descriptions: readonly Description[]
  /** In the order of the navigation; the start page first. */
  guides: readonly Guide[]
  samples: readonly Sample[]
}

/** A page as the navigation names it. */
export interface Link {
  file: string
  label: string
}

export const apiPage = (description: Description): string => `${description.api}.html`
export const sourcePage = (file: string): string =>
  `source-${file
    .replace(/^openapi\//, '')
    .replace(/\.ya?ml$|\.json$/, '')
    .replaceAll('/', '-')}.html`

/** The navigation: the start page, the APIs, the guides. */
export function navigation(site: Site): { heading: string; links: Link[] }[] {
  const [start, ...guides] = site.guides.map(({ file, label }) => ({ file, label }))
  return [
    { heading: '', links: start === undefined ? [] : [start] },
    {
      heading: 'APIs',
      links: site.descriptions.map((description) => ({
        file: apiPage(description),
        label: description.document.info.title,
      })),
    },
    { heading: 'Guides', links: guides },
  ]
}
