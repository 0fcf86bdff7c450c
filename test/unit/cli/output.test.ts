// What stands in a configuration, or in an argument, never acts on the terminal or the build server that shows it.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';
import { commandLine } from './run-cli';

const run = commandLine();

const TITLE = '\u001b]0;owned\u0007';
const HIDDEN = `${TITLE}\u009b2J\u2028::error::x\u0085\u202e\u200b\u007f`;
const COMMAND = '::error::x ##[add-mask]x ##vso[y]z';

/** A folder where every text that can be hostile is. */
function hostileFolder(): string {
  const folder = temporaryFolder();
  const name = `::warning file=a::${HIDDEN}`;
  const described = `users.users."${HIDDEN}".description = "a${HIDDEN}\n${COMMAND}";`;
  writeIn(folder, `${name}.nix`, `{ ${described} environment.etc = builtins.getEnv "x"; }`);
  writeIn(
    folder,
    'configuration.nix',
    `{ lib, ... }: {
  imports = [ (./. + "/${name}.nix") (lib.throwIf false "" <${TITLE.slice(4, 9)}>) "${HIDDEN}" ];
  # ${HIDDEN}
\t ${COMMAND.replace('::', '#::')}
  specialisation."s${HIDDEN}".configuration = {
    users.users."${HIDDEN}".description = "b${COMMAND}";
  };
}
`,
  );
  return folder;
}

const REFUSED = /(?![\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^\s*::|##\w*\[/mu;

it.each([
  ['check', []],
  ['check', ['--format', 'json']],
  ['explain', []],
  ['explain', ['--format', 'json']],
  ['unknowns', []],
  ['unknowns', ['--format', 'json']],
  ['fix', ['--kind', 'mkForce', '--dry-run']],
  ['fix', ['--kind', 'mkDefault']],
])('%s %j', async (command, options) => {
  const { stdout, stderr } = await run([command, '.', ...options], hostileFolder());
  expect(stdout).toContain(options.includes('json') ? 'owned\\u0007' : 'owned\\u{7}');
  // A diff keeps the tabs of the file.
  const text = command === 'fix' ? stdout.replaceAll('\t', ' ') : stdout;
  expect([text, stderr].filter((printed) => REFUSED.test(printed))).toEqual([]);
  if (options.includes('json'))
    expect(JSON.stringify(JSON.parse(stdout))).toContain(JSON.stringify(HIDDEN).slice(1, -1));
});

it('says of a diff that it cannot be applied', async () => {
  const { stderr } = await run(['fix', '.', '--kind', 'mkForce', '--dry-run'], hostileFolder());
  expect(stderr).toContain('configuration.nix: its diff cannot be applied');
});

it.each([
  [['eval', '-E', `{ "${HIDDEN}" = "${HIDDEN}"; }`]],
  [['eval', '--json', '-E', `{ "${HIDDEN}" = "${HIDDEN}"; }`]],
  [['eval', '-E', `throw "${HIDDEN}"`]],
  [['eval', `${HIDDEN}.nix`]],
  [['check', `no\n${COMMAND}${HIDDEN}`]],
  [['check', '.', `--${HIDDEN}`]],
  [['check', '.', '--rule', `${HIDDEN}=off`]],
  [['explain', '.', '--system', `${COMMAND}${HIDDEN}`]],
  [['explain', '.', '--option', `${COMMAND}${HIDDEN}`]],
  [['explain', '--batch', HIDDEN]],
  [[HIDDEN]],
])('an argument or an expression: %#', async (args) => {
  const folder = temporaryFolder('#- /configuration.nix\n{ networking.hostName = "a"; }');
  const { stdout, stderr } = await run(args, folder);
  expect(`${stdout}${stderr}`).toContain('owned');
  expect([stdout, stderr].filter((printed) => REFUSED.test(printed))).toEqual([]);
});

it('a batch is JSON lines all the same', async () => {
  const folder = temporaryFolder();
  const files = { 'a.nix': `{ lib, ... }: { options.x = lib.mkOption { }; config.x = "${HIDDEN}"; }` };
  writeIn(folder, 'cases.jsonl', JSON.stringify({ id: HIDDEN, root: 'a.nix', files }));
  const { stdout } = await run(['explain', '--batch', join(folder, 'cases.jsonl')]);
  expect(JSON.parse(stdout)).toMatchObject({ id: HIDDEN, systems: { '<base>': { x: { value: HIDDEN } } } });
  expect(REFUSED.test(stdout)).toBe(false);
});
