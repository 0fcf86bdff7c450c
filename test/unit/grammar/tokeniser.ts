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

export const grammarPath = fileURLToPath(new URL('../../../syntaxes/nix.tmLanguage.json', import.meta.url));

/** Loads the grammar from the file that is shipped. */
export async function loadTokeniser(): Promise<Tokenise> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(wasm));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(readFileSync(grammarPath, 'utf8'), grammarPath),
  });
  const grammar = await registry.loadGrammar('source.nix');
  if (!grammar) throw new Error('the grammar does not load');
  return (lines) => {
    let state = textmate.INITIAL;
    return lines.map((line) => {
      const result = grammar.tokenizeLine(line, state);
      state = result.ruleStack;
      return result.tokens.map((token) => ({ start: token.startIndex, end: token.endIndex, scopes: token.scopes }));
    });
  };
}
