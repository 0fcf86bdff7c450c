// Bytes of a file as a text.

/** Undefined where they are no UTF-8 text. */
export function decoded(bytes: Uint8Array): string | undefined {
  // Before a strict decoder sees it: a NUL byte is valid UTF-8, but no text.
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
