// Nix strings are bytes. These helpers give the UTF-8 bytes of a text as a string of one character per byte, and back.

const NON_ASCII = /[^\u0000-\u007f]/;

/** Whether characters and bytes are the same thing in this text. */
export const isAscii = (text: string): boolean => !NON_ASCII.test(text);

/** The text last converted: programs that take a long one apart ask for it again and again. */
let last = { text: '', bytes: '' };

/** What it takes to find the bytes of a text, in units of fuel. */
export const costOfBytes = (text: string): number =>
  text.length < 128 || text === last.text ? 0 : text.length >> (isAscii(text) ? 7 : 3);

/** The UTF-8 bytes of a text, each as the character of that code. */
export function toBytes(text: string): string {
  if (text.length < 128) return convert(text);
  if (text !== last.text) last = { text, bytes: convert(text) };
  return last.bytes;
}

function convert(text: string): string {
  if (isAscii(text)) return text;
  const encoded = new TextEncoder().encode(text);
  const parts: string[] = [];
  for (let i = 0; i < encoded.length; i += 8192) parts.push(String.fromCharCode(...encoded.subarray(i, i + 8192)));
  return parts.join('');
}

/** The text of such bytes; undefined when they are no UTF-8, as after a cut in the middle of a character. */
export function fromBytes(bytes: string): string | undefined {
  if (isAscii(bytes)) return bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(bytes, (char) => char.charCodeAt(0)),
    );
  } catch {
    return undefined;
  }
}

/** How many bytes a text has. */
export const byteLength = (text: string): number => toBytes(text).length;
