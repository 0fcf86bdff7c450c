// Whether a command gets root's rights: what runs with them is always asked about. Pure.

/** Programs that run another one as root, alone or inside a line for a shell. */
const PROGRAM = /(?:^|[^\w.-])(?:sudo|sudo-rs|sudoedit|doas|pkexec|run0|su|kdesu|gksu|please)(?:$|[^\w.-])/;

/** Options by which rebuilding programs do so themselves. */
const OPTION =
  /^(?:-S$|--(?:use-remote-sudo|sudo|ask-sudo-password|elevate|ask-elevate-password|elevation-program)(?:$|=))/;

/**
 * Whether a command of the settings, one word per entry, becomes root by itself. In doubt it does:
 * asking once more harms nobody.
 */
export function becomesRoot(words: readonly string[]): boolean {
  return words.some((word) => PROGRAM.test(word) || OPTION.test(word));
}
