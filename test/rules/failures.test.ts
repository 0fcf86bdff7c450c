// `check` never says less than `explain` does.
import { describe, expect, test } from 'vitest';
import { explanationsIn } from '../../server/src/service/reports';
import { findingsIn } from '../support/check';
import { testWorkspace } from '../support/workspace';

/** Configurations that do not evaluate, by what `explain` calls the failure. */
const FAILING = [
  ['undefined-variable', '{ networking.hostName = nobody; }'],
  ['undefined-variable', '{ networking.hostName = lib.id "a"; }'],
  ['infinite-recursion', '{ config, ... }: { imports = config.my.list; }'],
  ['not-a-module', '{ imports = [ 5 ]; }'],
  ['not-a-module', '42'],
  ['not-a-module', '[ { } ]'],
  ['undeclared', '{ specialisation.a.configration = { }; }'],
  ['unreadable', '{ networking.hostName = "a" }'],
  ['unreadable', '{ networking.hostName = "a"; networking.hostName = "a"; }'],
  ['missing-import', '{ imports = [ ./nowhere.nix ]; }'],
] as const;

describe('what explain knows to fail', () => {
  test.each(FAILING)('%s: check says an error: %s', async (kind, text) => {
    const files = new Map([['/configuration.nix', text]]);
    const workspace = await testWorkspace(files);
    expect(explanationsIn(workspace).map(({ failure }) => failure?.kind)).toContain(kind);
    workspace.dispose();
    expect((await findingsIn(files)).map(({ severity }) => severity)).toContain('error');
  });
});
