// Filters the rules of a report and copies its commands. The page reads well without it.

/** @param {string} selector */
const all = (selector) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)])

const tools = all('.tools')[0]
const search = document.querySelector('input')
const shown = document.querySelector('output')
const buttons = all('[data-choose]')
const items = all('[data-verdict]').map((element) => ({
  element,
  verdict: element.dataset['verdict'],
  text: (element.textContent ?? '').toLowerCase(),
}))
const groups = all('.group')
const nothing = all('.nothing')[0]

let chosen = ''

const apply = () => {
  const words = (search?.value ?? '').toLowerCase().split(/\s+/)
  for (const { element, verdict, text } of items) {
    element.hidden = (chosen !== '' && verdict !== chosen) || !words.every((word) => text.includes(word))
  }
  for (const group of groups) {
    group.hidden = group.querySelector('[data-verdict]:not([hidden])') === null
  }
  for (const button of buttons) {
    button.setAttribute('aria-pressed', String(button.dataset['choose'] === chosen))
  }
  const rules = all('[data-rule]')
  const left = rules.filter((rule) => !rule.hidden).length
  if (shown !== null) shown.value = left === rules.length ? '' : `${left} of ${rules.length} rules`
  if (nothing !== undefined) nothing.hidden = left > 0
}

for (const button of buttons) {
  button.addEventListener('click', () => {
    chosen = button.dataset['choose'] ?? ''
    apply()
  })
}
search?.addEventListener('input', apply)

// A link to a rule shows it, also where the filter had it hidden.
addEventListener('hashchange', () => {
  const target = document.getElementById(location.hash.slice(1))
  if (target === null || !target.hidden) return
  chosen = ''
  if (search !== null) search.value = ''
  apply()
  target.scrollIntoView()
})

for (const block of all('[data-copy]')) {
  const command = block.querySelector('pre')
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = 'Copy'
  button.setAttribute('aria-live', 'polite')
  button.addEventListener('click', async () => {
    if (command === null) return
    try {
      await navigator.clipboard.writeText(command.textContent ?? '')
      button.textContent = 'Copied'
    } catch {
      // Where the browser does not let a page write: selected, for the reader to copy.
      getSelection()?.selectAllChildren(command)
      button.textContent = 'Selected'
    }
    setTimeout(() => (button.textContent = 'Copy'), 2000)
  })
  block.append(button)
}

if (tools !== undefined) tools.hidden = false
