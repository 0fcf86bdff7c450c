// Tokenises text with the shipped grammar, by the same two libraries VS Code uses.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

export interface Token {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

/** Turns lines into the tokens of each line. */
export type Tokenise = (lines: readonly string[]) => Token[][];

const pathOf = (name: string): string => fileURLToPath(new URL(`../../../syntaxes/${name}`, import.meta.url));
export const grammarPath = pathOf('nix.tmLanguage.json');
/** By scope, as package.json contributes them. */
const GRAMMARS: ReadonlyMap<string, string> = new Map([
  ['source.nix.specialisations', pathOf('nix.other.tmLanguage.json')],
  ['source.nixos-specialisations', grammarPath],
]);

/** Loads the grammar from the files that are shipped, beside those of other extensions. */
export async function loadTokeniser(others: Others = {}): Promise<Tokenise> {
  const grammar = await loadGrammar(others);
  return (lines) => {
    let state = textmate.INITIAL;
    return lines.map((line) => {
      const result = grammar.tokenizeLine(line, state);
      state = result.ruleStack;
      return result.tokens.map((token) => ({ start: token.startIndex, end: token.endIndex, scopes: token.scopes }));
    });
  };
}

/** A piece of text in one colour. */
export interface Colour {
  readonly text: string;
  readonly colour: string;
  readonly isComment: boolean;
}

/** Colours texts as VS Code does in a theme. */
export async function loadColours(
  settings: textmate.IRawTheme['settings'],
): Promise<(lines: readonly string[]) => readonly Colour[]> {
  const tokenise = await loadTokeniser();
  const provider = new textmate.Registry({
    onigLib: onigLib(),
    loadGrammar: async (scope) => rawGrammar(scope),
    theme: { settings },
  });
  const grammar = await provider.loadGrammar(ROOT_SCOPE);
  if (!grammar) throw new Error('the grammar does not load');
  return (lines) => {
    let state = textmate.INITIAL;
    const scopes = tokenise(lines);
    return lines.flatMap((line, at) => {
      const { tokens, ruleStack } = grammar.tokenizeLine2(line, state);
      state = ruleStack;
      const foreground = (offset: number): string => {
        let metadata = 0;
        for (let i = 0; i < tokens.length && (tokens[i] ?? 0) <= offset; i += 2) metadata = tokens[i + 1] ?? 0;
        return provider.getColorMap()[(metadata >>> FOREGROUND) & 0x1ff] ?? '';
      };
      return (scopes[at] ?? []).map(({ start, end, scopes: names }) => ({
        text: line.slice(start, end),
        colour: foreground(start),
        isComment: names.some((name) => name.startsWith('comment')),
      }));
    });
  };
}

/** Where VS Code's metadata of a token hold the colour. */
const FOREGROUND = 15;
const ROOT_SCOPE = 'source.nix.specialisations';

type Others = Readonly<Record<string, textmate.IRawGrammar>>;

async function loadGrammar(others: Others): Promise<textmate.IGrammar> {
  const registry = new textmate.Registry({
    onigLib: onigLib(),
    loadGrammar: async (scope) => rawGrammar(scope) ?? others[scope],
  });
  const grammar = await registry.loadGrammar(ROOT_SCOPE);
  if (!grammar) throw new Error('the grammar does not load');
  return grammar;
}

function rawGrammar(scope: string): textmate.IRawGrammar | undefined {
  const path = GRAMMARS.get(scope);
  return path === undefined ? undefined : textmate.parseRawGrammar(readFileSync(path, 'utf8'), path);
}

async function onigLib(): Promise<textmate.IOnigLib> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(wasm));
  return {
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  };
}
