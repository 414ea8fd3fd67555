import { describe, expect, it } from 'vitest';
import { elements, parseXml, textOf } from './xml.ts';

describe('the XML reader of the tests', () => {
  it('reads elements, attributes and text', () => {
    const root = parseXml('<?xml version="1.0"?><a xmlns:w="urn:w"><w:b w:c="1 &lt; 2">x &amp; &#x79;</w:b><d/></a>');
    expect(elements(root, 'w:b')[0]?.attributes).toEqual({ 'w:c': '1 < 2' });
    expect(textOf(root)).toBe('x & y');
  });

  it.each([
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a b="1" b="2"/>',
    '<a b=1/>',
    '<a>&</a>',
    '<a>&nbsp;</a>',
    '<a> < </a>',
    '<w:a/>',
    '<a w:b="1"/>',
    '<a>\u0007</a>',
    '<a>\ufffe</a>',
    '<a>\ud83d</a>',
    'geen xml',
  ])('refuses %j', xml => {
    expect(() => parseXml(xml)).toThrow();
  });
});
