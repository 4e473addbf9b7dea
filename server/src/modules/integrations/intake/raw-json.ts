/**
 * Finds the pieces of a JSON text without reading their values, so that a payload can be kept exactly as it was sent:
 * numbers beyond double precision, key order, escapes. Every function here expects text that JSON.parse accepts.
 */
export interface RawValue {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}
export interface RawMember extends RawValue {
  readonly key: string;
}

const quote = 0x22,
  backslash = 0x5c,
  openBrace = 0x7b,
  closeBrace = 0x7d,
  openBracket = 0x5b,
  closeBracket = 0x5d,
  comma = 0x2c;

/** The index of the first sign that is not white space. */
export function skipSpace(text: string, at: number): number {
  while (text.charCodeAt(at) <= 0x20) at++;
  return at;
}

/** `at` is the opening quote; the result lies behind the closing one. */
function endOfString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); ; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
}

function isOpening(code: number): boolean {
  return code === openBrace || code === openBracket;
}
function isClosing(code: number): boolean {
  return code === closeBrace || code === closeBracket;
}

function endOfValue(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === quote) return endOfString(text, at);
  if (!isOpening(first)) {
    while (
      at < text.length &&
      text.charCodeAt(at) > 0x20 &&
      text.charCodeAt(at) !== comma &&
      !isClosing(text.charCodeAt(at))
    )
      at++;
    return at;
  }
  let depth = 0;
  do {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at);
      continue;
    }
    if (isOpening(code)) depth++;
    else if (isClosing(code)) depth--;
    at++;
  } while (depth > 0);
  return at;
}

/** The members of the object that begins at `at`; a key that comes twice is there twice. */
export function rawMembers(text: string, at: number): RawMember[] {
  const members: RawMember[] = [];
  let next = skipSpace(text, at + 1);
  while (text.charCodeAt(next) === quote) {
    const keyEnd = endOfString(text, next);
    const written = text.slice(next, keyEnd);
    const start = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = endOfValue(text, start);
    members.push({ key: written.includes("\\") ? (JSON.parse(written) as string) : written.slice(1, -1), start, end });
    next = skipSpace(text, end);
    if (text.charCodeAt(next) === comma) next = skipSpace(text, next + 1);
  }
  return members;
}

/** The elements of the array that begins at `at`. */
export function rawElements(text: string, at: number): RawValue[] {
  const elements: RawValue[] = [];
  let start = skipSpace(text, at + 1);
  while (text.charCodeAt(start) !== closeBracket) {
    const end = endOfValue(text, start);
    elements.push({ start, end });
    start = skipSpace(text, end);
    if (text.charCodeAt(start) === comma) start = skipSpace(text, start + 1);
  }
  return elements;
}

/** How many objects and arrays lie inside each other at the deepest place. */
export function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at);
      continue;
    }
    if (isOpening(code)) deepest = Math.max(deepest, ++depth);
    else if (isClosing(code)) depth--;
    at++;
  }
  return deepest;
}

/**
 * One text for all ways to write the same value: members by key, no white space, strings in one spelling. Numbers stay
 * as written, so that two that differ beyond double precision stay different. The caller bounds the nesting.
 */
export function canonicalText(text: string): string {
  const first = text.charCodeAt(0);
  if (first === openBrace) {
    const members = rawMembers(text, 0).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    return `{${members.map((member) => `${JSON.stringify(member.key)}:${canonicalText(text.slice(member.start, member.end))}`).join(",")}}`;
  }
  if (first === openBracket) {
    return `[${rawElements(text, 0)
      .map((element) => canonicalText(text.slice(element.start, element.end)))
      .join(",")}]`;
  }
  return first === quote ? JSON.stringify(JSON.parse(text)) : text;
}
