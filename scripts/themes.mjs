// `npm run themes`: the colours of VS Code's own themes for what the grammar says, from the VS Code that the end-to-end
// tests use, into test/unit/grammar/themes.json. Colours are compared without that VS Code.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './lib/process.mjs';

const EXTENSIONS = join(ROOT, 'test/vscode-host/node_modules/code-server/lib/vscode/extensions');
const THEMES = {
  'Light 2026': 'theme-defaults/themes/2026-light.json',
  'Dark 2026': 'theme-defaults/themes/2026-dark.json',
  'Default Light+': 'theme-defaults/themes/light_plus.json',
  'Default Dark+': 'theme-defaults/themes/dark_plus.json',
  'Light Modern': 'theme-defaults/themes/light_modern.json',
  'Dark Modern': 'theme-defaults/themes/dark_modern.json',
  'High Contrast Light': 'theme-defaults/themes/hc_light.json',
  'High Contrast': 'theme-defaults/themes/hc_black.json',
  'Solarized Light': 'theme-solarized-light/themes/solarized-light-color-theme.json',
  'Solarized Dark': 'theme-solarized-dark/themes/solarized-dark-color-theme.json',
};
/** Of the editor itself, where a theme leaves it open. */
const OPEN = {
  light: { background: '#FFFFFF', foreground: '#333333' },
  dark: { background: '#1E1E1E', foreground: '#BBBBBB' },
};
const GRAMMAR = readFileSync(join(ROOT, 'syntaxes/nix.tmLanguage.json'), 'utf8');
const SCOPES = [...GRAMMAR.matchAll(/"(?:name|contentName)": "([^"]+)"/g)].flatMap(([, names]) => names.split(' '));

const themes = Object.fromEntries(
  Object.entries(THEMES).map(([name, path]) => [name, themeAt(join(EXTENSIONS, path))]),
);
const out = join(ROOT, 'test/unit/grammar/themes.json');
writeFileSync(out, `${JSON.stringify(themes, null, 2)}\n`);
console.log(out);

/** The colours of the editor, and the rules that may match something of ours. */
function themeAt(path) {
  const { colors, rules } = withIncluded(path);
  const open = /light/i.test(path) ? OPEN.light : OPEN.dark;
  const background = colors['editor.background'] ?? open.background;
  const foreground = colors['editor.foreground'] ?? open.foreground;
  const colours = rules.flatMap(({ scope = [], settings }) => {
    const matching = [scope]
      .flat()
      .flatMap((text) => text.split(','))
      .map((text) => text.trim())
      .filter(matches);
    return matching.length === 0 || settings.foreground === undefined
      ? []
      : [{ scope: matching, settings: { foreground: settings.foreground } }];
  });
  return { background, foreground, rules: colours };
}

/** A theme after the one that it is built on. */
function withIncluded(path) {
  const { include, colors = {}, tokenColors = [] } = parsed(readFileSync(path, 'utf8'));
  const base = include === undefined ? { colors: {}, rules: [] } : withIncluded(join(dirname(path), include));
  return { colors: { ...base.colors, ...colors }, rules: [...base.rules, ...tokenColors] };
}

/** JSON with comments and commas at the end. */
function parsed(text) {
  const plain = text.replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, string) => string ?? '');
  return JSON.parse(plain.replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_, string) => string ?? ''));
}

/** Whether a selector may be about a scope of ours. */
function matches(selector) {
  const last = selector.split(/\s+/).at(-1) ?? '';
  return SCOPES.some((scope) => scope === last || scope.startsWith(`${last}.`));
}
