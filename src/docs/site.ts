import type { Description } from '../description/index.ts'
import type { Guide } from './markdown/guide.ts'
import type { Sample } from './markdown/samples.ts'

/** All data that the pages are made from. */
export interface Site {
  /** Root folder of the project. */
  root: string
  /** Name of the site: `site` in the front matter of the start page. */
  name: string
  descriptions: readonly Description[]
  /** In the order of the navigation, the start page first. */
  guides: readonly Guide[]
  samples: readonly Sample[]
}

/** A file of the site, ready to write. */
export interface BuiltFile {
  name: string
  text: string
}

/** A link in the navigation. */
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

/** Returns the navigation: the start page, the APIs and the guides. */
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
