// The frame of all pages: light and dark, the link to the text, the current section in the navigation, and the search.

/**
 * Returns the first element for a selector.
 *
 * @template {HTMLElement} T
 * @param {new () => T} type
 * @param {string} selector
 * @returns {T}
 */
function findElement(type, selector) {
  const element = document.querySelector(selector)
  if (!(element instanceof type)) throw new Error(`The page has no \`${selector}\`.`)
  return element
}

const root = document.documentElement
const systemIsDark = matchMedia('(prefers-color-scheme: dark)')
const themeButton = findElement(HTMLButtonElement, '.top .theme')

const isDark = () =>
  root.classList.contains('dark') || (systemIsDark.matches && !root.classList.contains('light'))

function showTheme() {
  themeButton.textContent = isDark() ? '☀' : '☾'
  themeButton.setAttribute('aria-label', isDark() ? 'Use light colors' : 'Use dark colors')
}

themeButton.addEventListener('click', () => {
  const mode = isDark() ? 'light' : 'dark'
  root.classList.remove('light', 'dark')
  root.classList.add(mode)
  try {
    // Redoc reads this name when it starts.
    localStorage.setItem('redoc.colorMode', mode)
  } catch {
    // Without access to storage the choice is lost on the next page.
  }
})
new MutationObserver(showTheme).observe(root, { attributeFilter: ['class'] })
systemIsDark.addEventListener('change', showTheme)
showTheme()
themeButton.hidden = false

// The anchor of the link would be a route to Redoc, so the address stays.
findElement(HTMLElement, '.skip').addEventListener('click', (event) => {
  event.preventDefault()
  const text = findElement(HTMLElement, 'main')
  text.tabIndex = -1
  text.focus()
})

/** Marks the current section in the navigation, and opens a closed part of the page that it is in. */
function showAddress() {
  const { hash } = location
  for (const link of document.querySelectorAll('.pages .sections a')) {
    const isCurrent = hash.length > 1 && link.getAttribute('href')?.endsWith(hash) === true
    if (isCurrent) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
  }
  if (hash.startsWith('#/')) return
  const target = document.getElementById(decodeURIComponent(hash.slice(1)))
  const closed = target?.closest('details:not([open])')
  if (closed instanceof HTMLDetailsElement) {
    closed.open = true
    target?.scrollIntoView()
  }
}
addEventListener('hashchange', showAddress)
showAddress()

// The search over all pages. Its index is in each page.

/** @typedef {[page: number, anchor: string, title: string, text: string]} IndexedSection */
/** @typedef {{ pages: [file: string, title: string][], sections: IndexedSection[] }} SearchIndex */

const MOST_RESULTS = 30
const dialog = findElement(HTMLDialogElement, 'dialog.search')
const input = findElement(HTMLInputElement, 'dialog.search input')
const results = findElement(HTMLUListElement, 'dialog.search ul')
const resultCount = findElement(HTMLElement, 'dialog.search .count')
const searchButton = findElement(HTMLButtonElement, '.top .find')

/** @type {SearchIndex | undefined} */
let searchIndex

/** @returns {SearchIndex} */
function readIndex() {
  searchIndex ??= /** @type {SearchIndex} */ (
    JSON.parse(findElement(HTMLElement, '#search-index').textContent)
  )
  return searchIndex
}

function openSearch() {
  if (!dialog.open) dialog.showModal()
  input.select()
}

/**
 * Returns the relevance of a section. Every word has to occur in it. Words in its title count most.
 *
 * @param {string[]} words
 * @param {string} page
 * @param {string} title
 * @param {string} text
 */
function relevanceOf(words, page, title, text) {
  let sum = 0
  for (const word of words) {
    const position = title.toLowerCase().indexOf(word)
    if (position === 0) sum += title.length === word.length ? 32 : 12
    else if (position > 0) sum += 8
    else if (text.toLowerCase().includes(word)) sum += 2
    else if (page.toLowerCase().includes(word)) sum += 1
    else return 0
  }
  return sum
}

/**
 * Returns an element with the text, in which each word is marked.
 *
 * @param {string} name
 * @param {string} text
 * @param {string[]} words
 */
function markedElement(name, text, words) {
  const element = document.createElement(name)
  const pattern = new RegExp(`(${words.map((word) => word.replace(/[^\w\s]/g, '\\$&')).join('|')})`, 'i')
  for (const [position, part] of text.split(pattern).entries()) {
    if (position % 2 === 0) {
      element.append(part)
      continue
    }
    const mark = document.createElement('mark')
    mark.textContent = part
    element.append(mark)
  }
  return element
}

/**
 * Returns the part of a text around the first of the words.
 *
 * @param {string} text
 * @param {string[]} words
 */
function excerptOf(text, words) {
  const positions = words.map((word) => text.toLowerCase().indexOf(word)).filter((position) => position >= 0)
  const start = positions.length === 0 ? 0 : Math.max(0, Math.min(...positions) - 50)
  return `${start > 0 ? '… ' : ''}${text.slice(start, start + 170)}${text.length > start + 170 ? ' …' : ''}`
}

function showResults() {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean)
  results.replaceChildren()
  resultCount.textContent = ''
  if (words.length === 0) return
  const { pages, sections } = readIndex()
  const hits = sections
    .map(([page, anchor, ownTitle, text]) => {
      const [file, pageTitle] = pages[page] ?? ['', '']
      const title = ownTitle === '' ? pageTitle : ownTitle
      return { file, anchor, pageTitle, title, text, relevance: relevanceOf(words, pageTitle, title, text) }
    })
    .filter(({ relevance }) => relevance > 0)
    .sort((a, b) => b.relevance - a.relevance)
  resultCount.textContent =
    hits.length === 0 ? 'No results' : `${hits.length} ${hits.length === 1 ? 'result' : 'results'}`
  for (const { file, anchor, pageTitle, title, text } of hits.slice(0, MOST_RESULTS)) {
    const link = document.createElement('a')
    link.href = file + anchor
    const heading = markedElement('strong', title, words)
    if (title !== pageTitle) {
      const where = document.createElement('span')
      where.className = 'where'
      where.textContent = ` · ${pageTitle}`
      heading.append(where)
    }
    link.append(heading, markedElement('small', excerptOf(text, words), words))
    const item = document.createElement('li')
    item.append(link)
    results.append(item)
  }
}

input.addEventListener('input', showResults)
results.addEventListener('click', () => dialog.close())
dialog.addEventListener('click', (event) => {
  // A click beside the dialog has the dialog itself as its target.
  if (event.target === dialog) dialog.close()
})
dialog.addEventListener('keydown', (event) => {
  const stops = [input, ...results.querySelectorAll('a')]
  const position = stops.findIndex((stop) => stop === document.activeElement)
  if (event.key === 'ArrowDown') stops[Math.min(position + 1, stops.length - 1)]?.focus()
  else if (event.key === 'ArrowUp') stops[Math.max(position - 1, 0)]?.focus()
  else if (event.key === 'Enter' && position === 0) stops[1]?.click()
  else return
  event.preventDefault()
})
searchButton.addEventListener('click', openSearch)
searchButton.hidden = false

// In the capture phase, because Redoc has the same shortcut for its own search.
document.addEventListener(
  'keydown',
  (event) => {
    const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select')
    const isModified = event.ctrlKey || event.metaKey
    const isSlash = event.key === '/' && !isTyping && !isModified && !event.altKey
    if (!isSlash && !(event.key.toLowerCase() === 'k' && isModified)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    openSearch()
  },
  { capture: true },
)
