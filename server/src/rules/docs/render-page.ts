// The page of a rule in docs/rules.
import type { Rule } from '../engine/rule';

const code = (text: string): string => `\`\`\`nix\n${text}\`\`\``;

/** Markdown; docs/rules holds exactly this (`npm run docs` writes it, a test compares). */
export function renderPage({ code: name, page }: Rule): string {
  const good = page.good.flatMap(([why, text]) => [why, code(text)]);
  return `${[`# ${name}`, page.summary, ...page.explanation, '## Found', code(page.bad), '## Not found', ...good].join('\n\n')}\n`;
}
