// Names that are certainly misspelt, although who knows the right ones may not know the newest.

const SHORTEST = 5;

/**
 * The one of some names that a word is a slip of: it differs in case, two letters have changed places, a letter is
 * doubled or should be, or a vowel is missing. A newer name is none of these: it would have another word in it,
 * a plural, a number or a prime.
 * @returns undefined where there is none, or more than one.
 */
export function slipOf(written: string, names: Iterable<string>): string | undefined {
  const found: string[] = [];
  for (const name of names) {
    if (name === written) return undefined;
    if (Math.abs(name.length - written.length) <= 1 && isSlip(written, name)) found.push(name);
  }
  return found.length === 1 ? found[0] : undefined;
}

function isSlip(written: string, name: string): boolean {
  if (written.length === name.length) return written.toLowerCase() === name.toLowerCase() || hasSwapped(written, name);
  if (name.length < SHORTEST) return false;
  const isShort = written.length < name.length;
  const [shorter, longer] = isShort ? [written, name] : [name, written];
  const at = [...longer].findIndex((letter, i) => letter !== shorter[i]);
  if (at < 1 || longer.slice(at + 1) !== shorter.slice(at)) return false;
  const letter = longer[at] ?? '';
  const isDoubled = letter === longer[at - 1] && /[a-rt-z]/.test(letter);
  return isDoubled || (isShort && at < longer.length - 1 && /[aeiou]/.test(letter));
}

function hasSwapped(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, i) => letter !== b[i]);
  return a.length >= SHORTEST && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
