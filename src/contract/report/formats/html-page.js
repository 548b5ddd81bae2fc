// Filters the rules of a report and copies its commands. The page works without it.

/** @param {string} selector */
const all = (selector) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)])

const tools = all('.tools')[0]
const search = document.querySelector('input')
const shown = document.querySelector('output')
const buttons = all('[data-choose]')
/**
 * A rule appears in several elements of the page. A search that matches one of them shows all of them.
 *
 * @type {Map<string, { elements: HTMLElement[], verdict: string | undefined, text: string }>}
 */
const rules = new Map()
for (const element of all('[data-rule]')) {
  const { rule: names = '', verdict } = element.dataset
  // A finding belongs to several rules.
  for (const rule of names.split(' ')) {
    const entry = rules.get(rule) ?? { elements: [], verdict, text: '' }
    entry.elements.push(element)
    entry.text += ` ${element.textContent.toLowerCase()}`
    rules.set(rule, entry)
  }
}
const groups = all('.group')
const nothing = all('.nothing')[0]

let chosen = ''

const apply = () => {
  const words = (search?.value ?? '').toLowerCase().split(/\s+/)
  let count = 0
  /** @type {Set<HTMLElement>} */
  const matching = new Set()
  for (const { elements, verdict, text } of rules.values()) {
    const matches = (chosen === '' || verdict === chosen) && words.every((word) => text.includes(word))
    if (!matches) continue
    count += 1
    for (const element of elements) matching.add(element)
  }
  for (const { elements } of rules.values()) {
    for (const element of elements) element.hidden = !matching.has(element)
  }
  for (const group of groups) {
    group.hidden = group.querySelector('[data-rule]:not([hidden])') === null
  }
  for (const button of buttons) {
    button.setAttribute('aria-pressed', String(button.dataset['choose'] === chosen))
  }
  if (shown !== null) shown.value = count === rules.size ? '' : `${count} of ${rules.size} rules`
  if (nothing !== undefined) nothing.hidden = count > 0
}

for (const button of buttons) {
  button.addEventListener('click', () => {
    chosen = button.dataset['choose'] ?? ''
    apply()
  })
}
search?.addEventListener('input', apply)

// A link to a rule resets a filter that hides the rule.
addEventListener('hashchange', () => {
  const target = document.getElementById(location.hash.slice(1))
  if (target === null || !target.hidden) return
  chosen = ''
  if (search !== null) search.value = ''
  apply()
  target.scrollIntoView()
})

for (const block of all('[data-copy], [data-command]')) {
  const command = block.querySelector('pre')
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = 'Copy'
  button.setAttribute('aria-live', 'polite')
  button.addEventListener('click', async () => {
    if (command === null) return
    try {
      await navigator.clipboard.writeText(command.textContent)
      button.textContent = 'Copied'
    } catch {
      // The browser may deny access to the clipboard: select the command instead.
      getSelection()?.selectAllChildren(command)
      button.textContent = 'Selected'
    }
    setTimeout(() => (button.textContent = 'Copy'), 2000)
  })
  block.append(button)
}

if (tools !== undefined) tools.hidden = false
