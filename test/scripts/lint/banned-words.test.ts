import { expect, test } from 'vitest'
import { bannedWords, findBanned } from '../../../scripts/lint/banned-words.ts'

const page = `
| word         | meaning               | not                             |
| ------------ | --------------------- | ------------------------------- |
| **response** | what a server returns | \`answerOf\`, "answer", "came back" |
`
const banned = bannedWords(page)
const wordsIn = (file: string, text: string) =>
  findBanned(file, text, banned).map(({ line, word }) => `${line}: ${word}`)

test('reads identifiers and phrases with the word to use', () => {
  expect([...banned.identifiers]).toEqual([['answerOf', 'response']])
  expect([...banned.phrases]).toEqual([
    ['answer', 'response'],
    ['came back', 'response'],
  ])
})

test('rejects a page without a table', () => {
  expect(() => bannedWords('# Words')).toThrow('no table')
})

test.each([
  ['an identifier', 'const answerOf = 1', ['1: answerOf']],
  ['a property', 'x.answerOf()', ['1: answerOf']],
  ['a longer identifier', 'const answerOfAll = 1', []],
  ['a line comment', 'run() // an answer', ['1: answer']],
  ['a doc comment across two lines', '/**\n * What came\n * back.\n */\nrun()', ['2: came\n * back']],
  ['a string', "run('The Answer is late.')", ['1: Answer']],
  ['a template', 'run(`${1} answer ${2} answer`)', ['1: answer', '1: answer']],
  ['a phrase that is an identifier', 'const answer = 1', []],
  ['a module name', "import './answer.ts'", []],
  ['part of a word', "run('answering')", []],
  ['part of a name with hyphens', "run('no-answer')", []],
])('finds %s', (_, text, expected) => {
  expect(wordsIn('a.ts', text)).toEqual(expected)
})

test('finds phrases in Markdown and YAML, with their lines', () => {
  expect(wordsIn('a.md', 'One.\n\nAn answer came\nback.')).toEqual(['3: answer', '3: came\nback'])
  expect(wordsIn('a.yaml', 'description: It came back.')).toEqual(['1: came back'])
})
