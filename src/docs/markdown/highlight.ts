import { createCssVariablesTheme, createHighlighterCoreSync } from 'shiki/core'
import type { HighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import javascript from 'shiki/langs/javascript.mjs'
import json from 'shiki/langs/json.mjs'
import python from 'shiki/langs/python.mjs'
import shellscript from 'shiki/langs/shellscript.mjs'
import typescript from 'shiki/langs/typescript.mjs'
import yaml from 'shiki/langs/yaml.mjs'
import { html } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'

const THEME = 'classes'
const LANGUAGES = [javascript, json, python, shellscript, typescript, yaml]

/** The class of each group of tokens. A policy without inline styles allows classes only. */
const CLASSES: Record<string, string> = {
  keyword: 'k',
  string: 's',
  'string-expression': 's',
  comment: 'c',
  constant: 'n',
  function: 'f',
}

/** Longer code stays plain: a grammar needs seconds for it, and nobody reads it. */
const MAX_LENGTH = 500_000
const MAX_LINE_LENGTH = 2_000

/**
 * Renders each line of code with a class for each keyword, string, comment, number and function.
 *
 * @param language a name or an alias of the language; code in an unknown language stays plain
 */
export function highlightLines(code: string, language = ''): Html[] {
  const plain = (): Html[] => code.split('\n').map((line) => html`${line}`)
  if (code.length > MAX_LENGTH) return plain()
  const shiki = highlighter()
  const lang = language.toLowerCase()
  if (!shiki.getLoadedLanguages().includes(lang)) return plain()
  // Without a time limit, the same code looks the same on every machine.
  const { tokens } = shiki.codeToTokens(code, {
    lang,
    theme: THEME,
    tokenizeTimeLimit: 0,
    tokenizeMaxLineLength: MAX_LINE_LENGTH,
  })
  return tokens.map(
    (line) =>
      html`${line.map(({ content, color = '' }) => {
        const group = /token-([a-z-]+)/.exec(color)?.[1] ?? ''
        const name = CLASSES[group]
        return name === undefined ? content : html`<span class="${name}">${content}</span>`
      })}`,
  )
}

let instance: HighlighterCore | undefined

/** Returns the one highlighter. Loading the grammars takes some milliseconds, so it is created on first use. */
function highlighter(): HighlighterCore {
  instance ??= createHighlighterCoreSync({
    themes: [createCssVariablesTheme({ name: THEME, variablePrefix: '', fontStyle: false })],
    langs: LANGUAGES,
    engine: createJavaScriptRegexEngine(),
  })
  return instance
}
