// `npm run docs`: writes what the rules say of themselves: docs/rules, and their settings in
// package.json and package.nls.json; and the contents of the pages that have a place for them.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE } from './lib/bundle.mjs';
import { withContents } from './lib/contents.mjs';
import { ROOT } from './lib/process.mjs';

const OUT = join(ROOT, 'out/docs.cjs');
await build({ ...BUNDLE, stdin: { contents: entry(), resolveDir: ROOT, loader: 'ts' }, outfile: OUT });
const { default: loaded } = await import(OUT);
mkdirSync(join(ROOT, 'docs/rules'), { recursive: true });
for (const [name, text] of Object.entries(loaded.pages)) write(`docs/rules/${name}.md`, text);
rewrite('package.json', loaded.withSettings);
rewrite('package.nls.json', loaded.withTexts);

const pages = ['.', 'docs'].flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(folder, name)));
for (const page of pages.filter((name) => name.endsWith('.md'))) {
  const text = readFileSync(join(ROOT, page), 'utf8');
  if (withContents(text) !== text) write(page, withContents(text));
}

/** A JSON file as `change` makes it. */
function rewrite(file, change) {
  write(file, `${JSON.stringify(change(JSON.parse(readFileSync(join(ROOT, file), 'utf8'))), null, 2)}\n`);
}

function write(file, text) {
  writeFileSync(join(ROOT, file), text);
  console.log(file);
}

function entry() {
  return `
    import { RULES } from './server/src/rules/index';
    import { renderIndex } from './server/src/rules/docs/render-index';
    import { renderPage } from './server/src/rules/docs/render-page';
    import * as settings from './server/src/rules/docs/render-settings';
    export const pages = { README: renderIndex(RULES), ...Object.fromEntries(RULES.map((rule) => [rule.code, renderPage(rule)])) };
    export const withSettings = (manifest) => settings.withSettings(manifest, RULES);
    export const withTexts = (texts) => settings.withTexts(texts, RULES);
  `;
}
