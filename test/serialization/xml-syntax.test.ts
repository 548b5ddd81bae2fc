import { expect, it } from 'vitest'
import { isWellFormedXml } from '../../src/serialization/index.ts'

it.each([
  '<a/>',
  '<?xml version="1.0" encoding="UTF-8"?>\n<a b="1" c=\'2\'><b/>text<b></b></a>\n',
  '<!-- a --><a>&lt;&#60;&#x3c;<![CDATA[<b>&]]></a><!-- b -->',
  '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
  '<x:a xmlns:x="urn:a"><x:b></x:b></x:a >',
  '<é>1 > 0</é>',
])('accepts %s', (text) => {
  expect(isWellFormedXml(text)).toBe(true)
})

it.each([
  '',
  'nonsense',
  '{"a":"b"}',
  '<a',
  '<a>',
  '</a>',
  '<a></b>',
  '<a/><b/>',
  '<a/>text',
  '<a>&</a>',
  '<a>& b</a>',
  '<a b=1/>',
  '<a b="1" b="2"/>',
  '<a b="<"/>',
  '<a><b></a></b>',
  '<1/>',
  '<a>\u0000</a>',
  '<a><!DOCTYPE a></a>',
  '<![CDATA[a]]>',
])('rejects %s', (text) => {
  expect(isWellFormedXml(text)).toBe(false)
})

it('needs time in proportion to the text', () => {
  const levels = 20_000
  expect(isWellFormedXml(`${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}`)).toBe(true)
  expect(isWellFormedXml('<a '.repeat(levels))).toBe(false)
  expect(isWellFormedXml(`<!--${'-'.repeat(100_000)}`)).toBe(false)
  expect(isWellFormedXml(`<a ${'b="1" '.repeat(levels)}`)).toBe(false)
})
