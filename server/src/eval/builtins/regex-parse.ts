// A POSIX extended regular expression as a tree, as the C++ standard library's `extended` grammar reads it.
import { type ByteSet, byteSet, RegexError, readBracket } from './regex-class';

const SPECIAL = '.[\\()*+?{|^$';
const UNBOUNDED = Number.POSITIVE_INFINITY;

export type RegexNode =
  | { readonly kind: 'byte'; readonly set: ByteSet }
  | { readonly kind: 'begin' | 'end' }
  | { readonly kind: 'group'; readonly group: number; readonly inner: RegexNode }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'either'; readonly ways: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly inner: RegexNode; readonly least: number; readonly most: number };

/** The tree of a pattern (given as bytes) and its number of groups; a `RegexError` where it is invalid. */
export function parseRegex(pattern: string): { readonly root: RegexNode; readonly groups: number } {
  return new RegexParser(pattern).parse();
}

class RegexParser {
  private at = 0;
  private groups = 0;
  private nesting = 0;

  constructor(private readonly pattern: string) {}

  parse(): { readonly root: RegexNode; readonly groups: number } {
    const root = this.disjunction();
    if (this.at < this.pattern.length) throw new RegexError('mismatched parenthesis or misplaced repetition');
    return { root, groups: this.groups };
  }

  private disjunction(): RegexNode {
    const first = this.alternative();
    if (this.pattern[this.at] !== '|') return first;
    const ways = [first];
    while (this.pattern[this.at] === '|') {
      this.at++;
      ways.push(this.alternative());
    }
    return { kind: 'either', ways };
  }

  private alternative(): RegexNode {
    const items: RegexNode[] = [];
    for (let item = this.term(); item !== undefined; item = this.term()) items.push(item);
    return { kind: 'sequence', items };
  }

  private term(): RegexNode | undefined {
    const char = this.pattern[this.at];
    if (char === '^' || char === '$') {
      this.at++;
      return { kind: char === '^' ? 'begin' : 'end' };
    }
    let node = this.atom();
    while (node !== undefined) {
      const repeated = this.quantifier(node);
      if (repeated === undefined) break;
      node = repeated;
    }
    return node;
  }

  private atom(): RegexNode | undefined {
    const char = this.pattern[this.at];
    if (char === undefined || (char !== '\\' && '|)*+?{'.includes(char))) return undefined;
    this.at++;
    if (char === '.') return { kind: 'byte', set: byteSet((code) => code !== 0) };
    if (char === '(') return this.group();
    if (char === '[') {
      const { set, end } = readBracket(this.pattern, this.at);
      this.at = end;
      return { kind: 'byte', set };
    }
    if (char !== '\\') return single(char);
    const escaped = this.pattern[this.at++];
    if (escaped === undefined || !SPECIAL.includes(escaped)) throw new RegexError('invalid escape');
    return single(escaped);
  }

  private group(): RegexNode {
    if (++this.nesting > 250) throw new RegexError('nested too deeply');
    const group = this.groups++;
    const inner = this.disjunction();
    if (this.pattern[this.at++] !== ')') throw new RegexError('mismatched parenthesis');
    this.nesting--;
    return { kind: 'group', group, inner };
  }

  private quantifier(inner: RegexNode): RegexNode | undefined {
    const char = this.pattern[this.at];
    if (char === '{') return this.bounds(inner);
    if (char !== '*' && char !== '+' && char !== '?') return undefined;
    this.at++;
    return { kind: 'repeat', inner, least: char === '+' ? 1 : 0, most: char === '?' ? 1 : UNBOUNDED };
  }

  private bounds(inner: RegexNode): RegexNode {
    const bounds = /^\{(\d+)(,(\d*))?\}/.exec(this.pattern.slice(this.at, this.at + 40));
    if (bounds === null) throw new RegexError('invalid repetition');
    this.at += bounds[0].length;
    const least = Number(bounds[1]);
    const most = bounds[2] === undefined ? least : bounds[3] === '' ? UNBOUNDED : Number(bounds[3]);
    if (most < least) throw new RegexError('invalid repetition');
    return { kind: 'repeat', inner, least, most };
  }
}

const single = (char: string): RegexNode => ({ kind: 'byte', set: byteSet((code) => code === char.charCodeAt(0)) });
