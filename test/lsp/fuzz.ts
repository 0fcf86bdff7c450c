// Random edits as people, tools and cats make them: of characters, tokens, lines, blocks, foreign text, line ends,
// and what no text should hold.
import type { Range } from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/base/line-index';
import { applyEdits, type TextEdit } from '../../server/src/base/text-edit';

/** Numbers that look random, the same for the same seed. */
export class Random {
  constructor(private state: number) {}

  /** A whole number below `limit`. */
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  of<T>(list: readonly [T, ...T[]]): T {
    return list[this.below(list.length)] ?? list[0];
  }

  text(list: readonly string[]): string {
    return list[this.below(list.length)] ?? '';
  }
}

export const START = `{ lib, config, pkgs, ... }:
let
  name = "desk";
  both = { services.openssh.enable = true; };
in
{
  imports = [ ./parts.nix ];
  networking.hostName = "\${name}-top";
  services.openssh.enable = true;
  environment.systemPackages = with pkgs; [ git vim ];
  boot.kernelParams = [ "quiet" ] ++ lib.optional config.services.openssh.enable "debug";
  specialisation = {
    travel.configuration = { lib, ... }: {
      networking.hostName = lib.mkForce "away";
      services.openssh.enable = false;
    };
    work.configuration = lib.mkIf (name != "") {
      time.timeZone = "Europe/Berlin";
      users.motd = ''
        Hello \${name}
          there
      '';
    };
  };
  time.timeZone = lib.mkDefault "UTC";
}
`;

const CHARACTERS = [...'{}[]();:=.,"\'$\\/*#@?!<>|&+- \n\tab_30'];
const TOKENS = [
  ..."\"|''|${|''${|'''|{ | }|};|[ | ]|(|)| = |;|let | in |rec {|inherit |with |if | then | else |assert |or |null|3|1.5e3".split(
    '|',
  ),
  ...'./parts.nix|<nixpkgs>|~/x|https://a.b/c|/*|*/|# | // | ++ |->|==|...|@args|? |: '.split('|'),
  ...'lib.mkForce |lib.mkIf |config.|specialisation.|.configuration = |imports = [ |builtins.'.split('|'),
];
const FOREIGN = [
  '# Title\n\n- [ ] a list\n```js\nconst x = `${y}`;\n```\n',
  '{"a": [1, 2, {"b": null}], "c": "\\u0000"}\n',
  '<<<<<<< HEAD\n  a = 1;\n=======\n  a = 2;\n>>>>>>> other\n',
  'int main(void) { return "}{"[0]; } // \'\'\n',
  'الحياة \u202e😀 e\u0301 \u00a0\u2028 ﷽\n',
  '\u001b[31mred\u001b[0m\r\n',
];
const ODD = ['\0', '\ud800', '\udc00', '\ufeff', '\ufffd', '\u2029', '\x7f', '\v'];

type Kind = (text: string, random: Random) => TextEdit;

const insert = (at: number, newText: string): TextEdit => ({ start: at, end: at, newText });

function lineAround(text: string, at: number): { readonly start: number; readonly end: number } {
  const end = text.indexOf('\n', at);
  return { start: text.lastIndexOf('\n', at - 1) + 1, end: end < 0 ? text.length : end + 1 };
}

/** From a bracket that opens to the next that closes, or a few lines. */
function block(text: string, random: Random): { readonly start: number; readonly end: number } {
  const start = text.indexOf('{', random.below(text.length + 1));
  const end = start < 0 ? -1 : text.indexOf('}', start);
  return end < 0 ? lineAround(text, random.below(text.length + 1)) : { start, end: end + 1 };
}

const KINDS: readonly [Kind, ...Kind[]] = [
  (text, random) => insert(random.below(text.length + 1), random.text(CHARACTERS)),
  (text, random) => insert(random.below(text.length + 1), random.text(TOKENS)),
  (text, random) => {
    const start = random.below(text.length + 1);
    return { start, end: Math.min(text.length, start + 1 + random.below(4)), newText: '' };
  },
  (text, random) => {
    const start = random.below(text.length + 1);
    return { start, end: Math.min(text.length, start + random.below(12)), newText: random.text(TOKENS) };
  },
  (text, random) => ({ ...lineAround(text, random.below(text.length + 1)), newText: '' }),
  (text, random) => {
    const { start, end } = lineAround(text, random.below(text.length + 1));
    return insert(random.of([start, random.below(text.length + 1)]), text.slice(start, end));
  },
  (text, random) => ({ ...block(text, random), newText: random.of(['', '{ }', 'null']) }),
  (text, random) => {
    const { start, end } = block(text, random);
    return insert(random.below(text.length + 1), text.slice(start, end));
  },
  (text, random) => insert(random.below(text.length + 1), random.text(FOREIGN)),
  (text, random) => insert(random.below(text.length + 1), random.text(ODD)),
  (text, random) => {
    const { end } = lineAround(text, random.below(text.length + 1));
    return { start: Math.max(0, end - 1), end, newText: random.of(['\r\n', '\r', '\n\n', '']) };
  },
];

/** The longest that a text becomes. */
const LONGEST = 3000;

/** The next edit of a text. Now and then it starts afresh: what is broken for long is always broken in the same way. */
export function nextEdit(text: string, random: Random): TextEdit {
  if (text.length > LONGEST || random.below(25) === 0) return { start: 0, end: text.length, newText: START };
  return random.of(KINDS)(text, random);
}

/** An edit as the protocol tells of it, and the text it leaves. */
export function changeOf(
  edit: TextEdit,
  before: string,
): { readonly range: Range; readonly text: string; readonly after: string } {
  const lines = new LineIndex(before);
  const range = { start: lines.position(edit.start), end: lines.position(edit.end) };
  // It may begin between the two characters of a line's end: what the editor cannot say, it cannot do.
  const [start, end] = [lines.offset(range.start), lines.offset(range.end)];
  return { range, text: edit.newText, after: applyEdits(before, [{ ...edit, start, end }]) };
}
