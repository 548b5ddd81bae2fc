import { expect, test } from 'vitest'
import {
  markdownBlock,
  markdownCode,
  markdownLine,
} from '../../../../src/contract/report/formats/markdown.ts'

test.each([
  ['`a|b` <b> | [x](y) *z*', '`a\\|b` \\<b\\> \\| \\[x\\](y) \\*z\\*'],
  ['1. not a list', '1\\. not a list'],
  ['- not a list\n# not a heading', '\\- not a list \\# not a heading'],
  ['https://example.com @someone #1 :tada:', 'https\\://example.com \\@someone \\#1 \\:tada\\:'],
])('escapes the line %j', (text, line) => expect(markdownLine(text)).toBe(line))

test.each([
  ['a', '`a`'],
  ['a`b', '``a`b``'],
  ['`', '`` ` ``'],
  ['', '`  `'],
  ['a\nb', '`a b`'],
])('writes %j as a code span', (text, code) => expect(markdownCode(text)).toBe(code))

test('writes a block with a fence longer than any in the text', () =>
  expect(markdownBlock('a\n```\n````\nb')).toBe('`````text\na\n```\n````\nb\n`````'))
