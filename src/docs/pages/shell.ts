import { html, raw, scriptElement } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { navigation } from '../site.ts'
import type { Section, Site } from '../site.ts'
import { shellScript } from './assets.ts'

/** What the frame of a page needs to know about it. */
export interface Frame {
  site: Site
  /** File name of the page. */
  file: string
  sections: readonly Section[]
  /** The search index of the site. */
  index: Html
}

/** The id of the text of every page, for the link that skips the navigation. */
export const TEXT_ID = 'text'

/** Renders the body of a page: the header, the navigation and the search around its text. All pages have it. */
export function renderShell(frame: Frame, text: Html): Html {
  return html`<body>
    <a class="skip" href="#${TEXT_ID}">Skip to the text</a>
    <header class="top">
      <a class="home" href="index.html">${frame.site.name}</a>
      <button type="button" class="find" aria-keyshortcuts="/ Control+K Meta+K" hidden>
        Search <kbd>/</kbd>
      </button>
      <button type="button" class="theme" hidden></button>
    </header>
    <div class="columns">${menu(frame)} ${text}</div>
    <dialog class="search" aria-label="Search">
      <input
        type="text"
        enterkeyhint="search"
        aria-label="Search all pages"
        placeholder="Search all pages"
        autocomplete="off"
        spellcheck="false"
      />
      <p class="count" role="status"></p>
      <ul></ul>
    </dialog>
    ${frame.index}${scriptElement(shellScript())}
  </body>`
}

/** Renders the navigation: a column beside the text, or a menu above it in a narrow window. */
function menu(frame: Frame): Html {
  const lists = navigation(frame.site).map(
    ({ heading, links }) =>
      html`${heading !== '' && html`<p class="heading">${heading}</p>`}
        <ul>
          ${links.map(
            ({ file, label }) =>
              html`<li>
                <a href="${file}" ${file === frame.file && raw(' aria-current="page"')}>${label}</a>
                ${file === frame.file && sectionList(frame)}
              </li>`,
          )}
        </ul>`,
  )
  return html`<nav class="pages" aria-label="Pages">
    <details>
      <summary>Menu</summary>
      ${lists}
    </details>
    <div class="wide">${lists}</div>
  </nav>`
}

function sectionList({ file, sections }: Frame): Html | false {
  const listed = sections.filter(({ anchor, searchOnly }) => anchor !== '' && searchOnly !== true)
  if (listed.length === 0) return false
  return html`<ul class="sections">
    ${listed.map(
      ({ anchor, title, level, badge }) =>
        html`<li class="level-${level}">
          <a href="${file}${anchor}"
            >${badge !== undefined && html`<span class="method">${badge}</span> `}${title}</a
          >
        </li>`,
    )}
  </ul>`
}

/** Renders links to the page before and the page after, in the order of the navigation. */
export function neighbors(site: Site, file: string): Html | false {
  const links = navigation(site).flatMap((part) => part.links)
  const index = links.findIndex((link) => link.file === file)
  const [before, after] = [links[index - 1], links[index + 1]]
  if (index === -1 || (before === undefined && after === undefined)) return false
  return html`<nav class="neighbors" aria-label="Next pages">
    ${before !== undefined && html`<a rel="prev" href="${before.file}"><span>Previous</span> ${before.label}</a>`}
    ${after !== undefined && html`<a rel="next" href="${after.file}"><span>Next</span> ${after.label}</a>`}
  </nav>`
}
