// Adds a copy button to each block of code, and a link to each heading with an anchor.
for (const pre of document.querySelectorAll('main pre:not(.source)')) {
  let block = pre.closest('.sample')
  if (block === null) {
    block = document.createElement('div')
    block.className = 'sample'
    pre.replaceWith(block)
    block.append(pre)
  }
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'copy'
  button.textContent = 'Copy'
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(pre.querySelector('code')?.textContent ?? '')
    button.textContent = 'Copied'
    setTimeout(() => (button.textContent = 'Copy'), 1500)
  })
  block.append(button)
}
for (const heading of document.querySelectorAll('main :is(h2, h3, h4)[id]')) {
  const link = document.createElement('a')
  link.className = 'anchor'
  link.href = `#${heading.id}`
  link.textContent = '#'
  link.setAttribute('aria-label', `Link to “${heading.textContent}”`)
  heading.append(' ', link)
}
