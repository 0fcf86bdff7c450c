// There is one way to VS Code's messages, menus and Markdown: what stands elsewhere would show texts as they are.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCES = join(import.meta.dirname, '../../../client/src');
const DIRECT =
  /\b(?:show(?:Information|Warning|Error)Message|showQuickPick|createQuickPick|showInputBox|setStatusBarMessage|MarkdownString)\s*[(<]/;

const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

test('only window.ts talks to the window', () => {
  expect(files.filter((name) => DIRECT.test(readFileSync(join(SOURCES, name), 'utf8')))).toEqual(['window.ts']);
});
