// What can be told of a Nix file from its text, without parsing it: enough to pass over most files when
// looking for where evaluation starts.
import { baseName, normalise, parentFolder } from '../eval/paths';

/** What colmena reads where there is no flake. */
export const HIVE = 'hive.nix';

export interface TextScan {
  /** It speaks of specialisations. */
  readonly speaks: boolean;
  /** It may make systems by itself, without a flake. */
  readonly makesSystems: boolean;
  /** It may call what another file evaluates to. */
  readonly callsFiles: boolean;
  /** All paths that it may name, and more: paths in strings and remarks, and parts of web addresses. */
  readonly mayName: readonly string[];
}

/** Looking for a word is much quicker than the expression: few files have it. */
const makesSystems = (text: string): boolean =>
  (text.includes('nixos') || text.includes('eval-config')) && MAKES_SYSTEMS.test(text);

const MAKES_SYSTEMS = /eval-config\.nix|\bnixosSystem\b|nixpkgs\/nixos\b|\}\/nixos"|"\/nixos"|\bpkgs\.nixos\b/;

/** `import ../. { … }`, `import ./make.nix (…)`, `(import ./make.nix).host { … }` */
const CALLS_FILE = /\bimport\s+\(?[^\s(){};]*\/[^\s(){};]*\)?[\w.'-]*\s+[({\w"./]/;

export function scanText(path: string, text: string): TextScan {
  return {
    speaks: text.includes('specialisation'),
    makesSystems: baseName(path) === HIVE || makesSystems(text),
    callsFiles: text.includes('import') && CALLS_FILE.test(text),
    mayName: pathsIn(text, parentFolder(path)),
  };
}

export function sameScan(a: TextScan | undefined, b: TextScan | undefined): boolean {
  if (a === b) return true;
  if (
    a === undefined ||
    b === undefined ||
    a.speaks !== b.speaks ||
    a.makesSystems !== b.makesSystems ||
    a.callsFiles !== b.callsFiles ||
    a.mayName.length !== b.mayName.length
  )
    return false;
  return a.mayName.every((name, i) => name === b.mayName[i]);
}

/** Everything that could be a path literal: what stands around slashes. */
function pathsIn(text: string, folder: string): readonly string[] {
  const found = new Set<string>();
  for (let slash = text.indexOf('/'); slash >= 0; ) {
    if (text.charCodeAt(slash + 1) === SLASH) {
      // An operator, or what follows the scheme of a web address.
      slash = text.indexOf('/', text[slash - 1] === ':' ? endOfPath(text, slash + 2) : slash + 2);
      continue;
    }
    let start = slash;
    while (start > 0 && isPathCharacter(text.charCodeAt(start - 1))) start--;
    const end = endOfPath(text, slash);
    // Most begin with `./`.
    const from = start + 1 === slash && text[start] === '.' ? slash + 1 : start;
    found.add(normalise(start === slash ? text.slice(start, end) : `${folder}/${text.slice(from, end)}`));
    slash = text.indexOf('/', end);
  }
  return [...found];
}

/** Where the path that goes on at `from` ends, at the latest before two slashes. */
function endOfPath(text: string, from: number): number {
  let end = from;
  while (
    isPathCharacter(text.charCodeAt(end)) ||
    (text.charCodeAt(end) === SLASH && text.charCodeAt(end + 1) !== SLASH)
  )
    end++;
  return end;
}

const SLASH = 47;

/** Letters, digits and `._+-`, the characters of a path's segments. */
function isPathCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 46 ||
    code === 95 ||
    code === 43 ||
    code === 45
  );
}
