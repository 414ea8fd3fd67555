/** An element with its attributes as they're written (prefixes included) and its children in order; text is unescaped. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const token = /<\?xml [^?]*\?>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
// The characters of XML 1.0.
const allowed = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;

/**
 * Reads XML as Office writes it (no comments, no CDATA, no doctype) and throws on anything that isn't well-formed: characters
 * that XML can't hold, tags that don't match, an attribute twice, an ampersand or a prefix that means nothing.
 */
export function parseXml(xml: string): XmlElement {
  if (!allowed.test(xml)) throw new Error('a character that XML does not allow');
  const top: XmlElement & { children: (XmlElement | string)[] } = { name: '', attributes: {}, children: [] };
  const open = [top];
  const prefixes = [new Set(['xml', 'xmlns'])];
  let at = 0;
  for (const [whole, closed, opened, attributes, empty, text] of xml.matchAll(token)) {
    const parent = open.at(-1) ?? top;
    at += whole.length;
    if (text !== undefined) {
      parent.children.push(unescaped(text));
    } else if (closed !== undefined) {
      if (open.pop()?.name !== closed) throw new Error(`</${closed}> closes nothing`);
      prefixes.pop();
    } else if (opened !== undefined) {
      const element = { name: opened, attributes: attributesOf(attributes ?? ''), children: [] };
      const known = new Set([...(prefixes.at(-1) ?? []), ...declared(element.attributes)]);
      for (const name of [opened, ...Object.keys(element.attributes)]) {
        const prefix = name.includes(':') ? name.slice(0, name.indexOf(':')) : 'xml';
        if (!known.has(prefix)) throw new Error(`prefix ${prefix} is not declared`);
      }
      parent.children.push(element);
      if (empty === '') {
        open.push(element);
        prefixes.push(known);
      }
    }
  }
  if (at !== xml.length) throw new Error(`not well-formed at ${xml.slice(at, at + 40)}`);
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.name}> is not closed`);
  const [root, ...others] = top.children.filter(child => typeof child !== 'string' || child.trim() !== '');
  if (root === undefined || typeof root === 'string' || others.length > 0)
    throw new Error('exactly one root is needed');
  return root;
}

function attributesOf(written: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of written.matchAll(/([\w:.-]+)="([^"]*)"/g)) {
    if (name in attributes) throw new Error(`attribute ${name} stands twice`);
    attributes[name] = unescaped(value);
  }
  return attributes;
}

function declared(attributes: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(attributes)
    .filter(name => name.startsWith('xmlns:'))
    .map(name => name.slice('xmlns:'.length));
}

function unescaped(text: string): string {
  return text.replace(/&(#x?)?([^;&\s]*);?/g, (whole, number, name) => {
    const found =
      number === undefined ? entities[name] : String.fromCodePoint(Number(number === '#' ? name : `0x${name}`));
    if (found === undefined || !whole.endsWith(';')) throw new Error(`${whole} is no entity`);
    return found;
  });
}

/** Every element of that name inside, in the order of the document. */
export function elements(within: XmlElement, name: string): readonly XmlElement[] {
  return within.children.flatMap(child =>
    typeof child === 'string' ? [] : [...(child.name === name ? [child] : []), ...elements(child, name)],
  );
}

export function textOf(element: XmlElement): string {
  return element.children.map(child => (typeof child === 'string' ? child : textOf(child))).join('');
}
