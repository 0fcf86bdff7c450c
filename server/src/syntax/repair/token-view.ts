// Questions about the tokens of a text, by index.
import { KEYWORDS } from '../words';
import { type Token, tokenize } from './tokens';

const LONGEST_WORD = 10;
const LONGEST_PATH = 60;

export class TokenView {
  readonly list: readonly Token[];

  constructor(private readonly text: string) {
    this.list = tokenize(text);
  }

  /**
   * The text of a short token; empty for a long one, which is no keyword or bracket, and for one that does not exist.
   */
  word(index: number): string {
    const token = this.list[index];
    return token === undefined || token.end - token.start > LONGEST_WORD ? '' : this.text.slice(token.start, token.end);
  }

  /** Where a token starts; behind the last one, the end of the text. */
  start(index: number): number {
    return this.list[index]?.start ?? this.text.length;
  }

  /** Where a token ends; before the first one, the start of the text. */
  end(index: number): number {
    return this.list[index]?.end ?? 0;
  }

  /** Whether an expression may end with a token. */
  endsValue(index: number): boolean {
    const type = this.list[index]?.type;
    return (
      type === 'value' || type === 'close' || type === 'cut' || (type === 'word' && !KEYWORDS.has(this.word(index)))
    );
  }

  /** Whether a token is the first on its line and begins `a.b =` or `inherit`. */
  startsBinding(index: number): boolean {
    if (this.list[index]?.indent === undefined) return false;
    if (this.word(index) === 'inherit') return true;
    let depth = 0;
    for (let i = index; i < index + LONGEST_PATH; i++) {
      const token = this.list[i];
      if (token === undefined || (i > index && token.indent !== undefined) || KEYWORDS.has(this.word(i))) return false;
      if (token.type === 'open') depth++;
      else if (token.type === 'close') depth--;
      else if (depth === 0 && token.type === '=') return i > index;
      else if (depth === 0 && token.type !== '.' && token.type !== 'word' && token.type !== 'value') return false;
      if (depth < 0) return false;
    }
    return false;
  }
}
