// Option paths as text, the way the manuals write them: `services.nginx.virtualHosts.<name>.root`,
// `boot.kernel.sysctl."net.core.rmem_max"`.

/** Where a path has any attribute of an attrsOf. */
export const ANY_NAME = '<name>';
/** Where a path has any element of a list. */
export const ANY_ELEMENT = '*';

/** What the module system calls the name of any attribute, `<hostname>` too, as one word. */
export const placeholder = (segment: string): string => (/^<(?!function body>).*>$/.test(segment) ? ANY_NAME : segment);

const NEEDS_QUOTES = /[."\\\s]|^$/;

/** One segment as it stands in a path. */
export function segmentText(segment: string): string {
  return NEEDS_QUOTES.test(segment) ? JSON.stringify(segment) : segment;
}

/** Segments → text; `splitPath` is the way back. */
export function joinPath(path: readonly string[]): string {
  return path.map(segmentText).join('.');
}

/** Text → segments. Dots inside quotes do not separate; an unclosed quote reaches to the end. */
export function splitPath(text: string): string[] {
  if (!text.includes('"')) return text.split('.');
  const segments: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const [segment, end] = text[at] === '"' ? quotedSegment(text, at) : bareSegment(text, at);
    segments.push(segment);
    at = end + 1;
  }
  return segments;
}

function bareSegment(text: string, start: number): [string, number] {
  const dot = text.indexOf('.', start);
  const end = dot === -1 ? text.length : dot;
  return [text.slice(start, end), end];
}

function quotedSegment(text: string, start: number): [string, number] {
  let segment = '';
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\') at += 1;
    segment += text[at] ?? '';
    at += 1;
  }
  return [segment, at + 1];
}

/** How the module system names an element of a list in an option's location. */
export const elementName = (index: number): string => `[definition 1-entry ${index + 1}]`;
