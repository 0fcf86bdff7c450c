// docs/rules/README.md: every rule in one table, and what nixd's proposal asks for beside it.

import type { Rule } from '../engine/rule';
import { NIXD_RULES } from './nixd-rules';

/** Markdown; `npm run docs` writes it, a test compares. */
export function renderIndex(rules: readonly Rule[]): string {
  const parts = [
    '# Rules',
    'Each rule has a code, which is also the name of its page, and a setting, `nixosSpecialisations.rules.optionConflict` for `option-conflict`. `default` leaves the severity to the rule, which decides by how sure it is; any other level is used for all its findings, and `off` turns it off. `nixos-specialisations rule <code>` and *Explain a Rule…* show the page. `# specialisations-ignore: <code>` behind a line or above it silences a rule there, `# specialisations-ignore-file: <code>` in a whole file; only a syntax error is not silenced so.',
    'An **error** is a promise that Nix fails as well. What is not known is never reported as wrong.',
    table(
      ['rule', 'finds', 'by default', 'nixd'],
      rules.map(({ code, page }) => [
        `[${code}](${code}.md)`,
        page.summary,
        list(page.severities),
        list(page.nixd ?? []),
      ]),
    ),
    '## The rules proposed for nixd',
    'nix-community/nixd#861 to #866 propose rules about the priorities of definitions, numbered R1.1 to R5.3. Those who know the numbers find here what covers them, and what is left out and why.',
    table(
      ['nixd', 'name', 'here'],
      NIXD_RULES.map(({ id, name, leftOut }) => [id, name, coveredBy(id, rules) ?? leftOut ?? 'Not covered yet.']),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function coveredBy(id: string, rules: readonly Rule[]): string | undefined {
  const covering = rules.filter(({ page }) => page.nixd?.includes(id));
  return covering.length === 0 ? undefined : covering.map(({ code }) => `[${code}](${code}.md)`).join(', ');
}

const list = (words: readonly string[]): string => words.join(', ');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
