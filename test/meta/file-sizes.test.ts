// A file over 400 lines holds more than one idea.
import { expect, it } from 'vitest';
import { filesIn, textOf } from './files';

const LIMIT = 400;

it(`no TypeScript file has more than ${LIMIT} lines`, () => {
  const files = filesIn('client', 'server', 'test').filter(
    (file) => file.endsWith('.ts') && !file.startsWith('server/data/'),
  );
  expect(files.length).toBeGreaterThan(10);
  const tooLong = files
    .map((file) => ({ file, lines: textOf(file).trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > LIMIT);
  expect(tooLong).toEqual([]);
});
