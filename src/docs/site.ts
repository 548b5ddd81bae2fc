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

/** A section of a page, which the navigation lists below the page, and the search finds. */
export interface Section {
  /** The part of its address after the file: `#anchor`. */
  anchor: string
  title: string
  /** 2 for a section, 3 for a section within it. */
  level: number
  /** Its words, for the search. */
  text: string
  /** The method of an operation. */
  badge?: string
  /** Only the search lists it. */
  searchOnly?: boolean
}

/** Returns the file name of the page of an API. It is never that of the start page. */
export function apiPage({ api }: Description): string {
  const name = api.replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-')
  return name.toLowerCase() === 'index' ? 'api-index.html' : `${name}.html`
}

/** Returns the name of an API's whole description in one file, to download. */
export const bundleFile = (description: Description): string =>
  apiPage(description).replace(/\.html$/, '.json')

export const sourcePage = (file: string): string =>
  `source-${file
    .replace(/^openapi\//, '')
    .replace(/\.ya?ml$|\.json$/, '')
    .replaceAll('/', '-')}.html`

/** The start page of a site without guides. */
export const START: Link = { file: 'index.html', label: 'Overview' }

/** Returns the navigation: the start page, the APIs, and the other guides under their headings. */
export function navigation(site: Site): { heading: string; links: Link[] }[] {
  const [start = START, ...guides] = site.guides
  const apis = site.descriptions.map((description) => ({
    file: apiPage(description),
    label: description.document.info.title,
  }))
  const groups = [...new Set(guides.map(({ group }) => group))]
  return [
    { heading: '', links: [linkTo(start)] },
    { heading: 'APIs', links: apis },
    ...groups.map((heading) => ({
      heading,
      links: guides.filter(({ group }) => group === heading).map(linkTo),
    })),
  ]
}

function linkTo({ file, label }: Link): Link {
  return { file, label }
}
