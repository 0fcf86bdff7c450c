// What the snippets insert is clean: no snippet may be the cause of a finding.
import { expect, test } from 'vitest';
import { findingsIn } from '../support/check';
import { snippetModules } from '../unit/snippets/snippets';

for (const { prefix, text, system } of snippetModules()) {
  test(prefix, async () => {
    const file = system === 'home-manager' ? '/home.nix' : '/configuration.nix';
    // Some import a file of this name, which is for the user to make.
    const files = new Map([
      [file, text],
      ['/name.nix', '{ }'],
    ]);
    expect((await findingsIn(files)).map(({ message }) => message)).toEqual([]);
  });
}
