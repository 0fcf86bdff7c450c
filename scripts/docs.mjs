// `npm run docs`: writes docs/rules/<code>.md from the rules themselves.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE } from './lib/bundle.mjs';
import { ROOT } from './lib/process.mjs';

const OUT = join(ROOT, 'out/docs.cjs');
await build({ ...BUNDLE, stdin: { contents: entry(), resolveDir: ROOT, loader: 'ts' }, outfile: OUT });
const { default: loaded } = await import(OUT);
mkdirSync(join(ROOT, 'docs/rules'), { recursive: true });
for (const [name, text] of Object.entries(loaded.pages)) {
  writeFileSync(join(ROOT, 'docs/rules', `${name}.md`), text);
  console.log(`docs/rules/${name}.md`);
}

function entry() {
  return `
    import { RULES } from './server/src/rules/index';
    import { renderPage } from './server/src/rules/render-page';
    export const pages = Object.fromEntries(RULES.map((rule) => [rule.code, renderPage(rule)]));
  `;
}
