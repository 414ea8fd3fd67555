/** Lengths of an IBAN by country (the register of ISO 13616). */
const register =
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 ' +
  'FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 ' +
  'LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 ' +
  'SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30';
const lengths = new Map(register.split(' ').map(entry => [entry.slice(0, 2), Number(entry.slice(2))]));

interface ReadAccount {
  readonly start: number;
  /** With the separators in it. */
  readonly length: number;
  /** Capitals and digits only. */
  readonly account: string;
}

/**
 * What has the form of an IBAN, in whatever groups: the letters of a country that has them, two digits, and then so many letters
 * and digits as that country uses, at least half of them digits (words have none). Whether its check digits hold is another question.
 */
export function readBankAccounts(text: string): readonly ReadAccount[] {
  const found: ReadAccount[] = [];
  let after = 0;
  for (const { index } of text.matchAll(/(?<![a-z])[a-z]{2} ?[-.]? ?\d ?[-.]? ?\d/gi)) {
    const length = lengths.get(text.slice(index, index + 2).toUpperCase());
    if (length === undefined || index < after) continue;
    const read = readCharacters(text, index, length);
    if (read === undefined) continue;
    found.push(read);
    after = index + read.length;
  }
  return found;
}

function readCharacters(text: string, start: number, wanted: number): ReadAccount | undefined {
  let account = '';
  let at = start;
  while (account.length < wanted) {
    const [, separator = '', character] = /^( ?[-.]? ?)([a-z\d])/i.exec(text.slice(at, at + 4)) ?? [];
    if (character === undefined) return undefined;
    account += character.toUpperCase();
    at += separator.length + 1;
  }
  const own = account.slice(4);
  const isLonger = /^[a-z\d]/i.test(text.slice(at, at + 1));
  return isLonger || own.replace(/\D/g, '').length * 2 < own.length
    ? undefined
    : { start, length: at - start, account };
}

/** Do the check digits hold: read with its first four behind it and A as 10, B as 11, it leaves 1 when divided by 97 (ISO 7064). */
export function isBankAccount(account: string): boolean {
  const digits = Array.from(account.slice(4) + account.slice(0, 4), character => Number.parseInt(character, 36)).join(
    '',
  );
  return Array.from(digits, Number).reduce((rest, digit) => (rest * 10 + digit) % 97, 0) === 1;
}
