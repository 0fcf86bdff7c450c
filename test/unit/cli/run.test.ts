// `run` as users start it, on a fake machine; and, on this one, fake programs that really run.
import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakesAt } from '../../e2e/support/fakes';
import { CLASHING_FLAKE, HOME_FLAKE, RUN_FLAKE } from '../../support/fake-config';
import { type FakeLaptop, FakeNixos, fakeLaptop } from '../../support/fake-nixos';
import { parseFixture } from '../../support/fixture';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';
import { commandLine } from './run-cli';
import { runHere } from './run-here';

const cli = commandLine();
const CONFIG = '/home/me/config';
const SUDO = '/run/wrappers/bin/sudo';
const STC = 'bin/switch-to-configuration';

let laptop: FakeLaptop;
let machine: FakeNixos;

function writeConfiguration(fixture: string): void {
  for (const [path, text] of parseFixture(fixture)) writeIn(machine.place(CONFIG), path, text);
}

beforeEach(() => {
  laptop = fakeLaptop(temporaryFolder());
  machine = laptop.machine;
  writeConfiguration(RUN_FLAKE);
});

/** `run … --dry-run --format json` on the fake machine. */
async function plan(...words: readonly string[]) {
  const place = words.some((word) => word.startsWith('/')) ? words : [...words, machine.place(CONFIG)];
  const { exitCode, stdout, stderr } = await runHere([
    ...['run', ...place],
    ...['--dry-run', '--format', 'json', '--system-root', machine.folder, '--user', 'me'],
  ]);
  return { exitCode, stderr, json: stdout === '' ? undefined : JSON.parse(stdout) };
}

const argvOf = async (...words: readonly string[]) => {
  const { json } = await plan(...words);
  return json.steps.map(({ argv }: { argv: string[] }) => argv);
};

it('the bundle prints the same', async () => {
  const words = ['run', 'switch', 'work', machine.place(CONFIG), '--dry-run', '--format', 'json'];
  const { exitCode, stdout } = await cli([...words, '--system-root', machine.folder, '--user', 'me']);
  expect([exitCode, JSON.parse(stdout)]).toEqual([0, (await plan('switch', 'work')).json]);
});

describe('--dry-run --format json', () => {
  it('has exactly these fields', async () => {
    const { exitCode, json } = await plan('switch', 'work');
    expect(exitCode).toBe(0);
    expect(json).toEqual({
      version: 1,
      action: 'switch',
      title: 'Switch to “work” on “laptop”',
      steps: [
        {
          argv: [SUDO, `${laptop.base}/specialisation/work/${STC}`, 'test'],
          cwd: CONFIG,
          effect: 'changes-system',
          needsRoot: true,
        },
      ],
      explanation: expect.stringContaining('without building'),
      warnings: [],
      refused: null,
    });
  });

  it('of what is refused the reason, and 1', async () => {
    const { exitCode, json, stderr } = await plan('switch', 'new');
    expect(exitCode).toBe(1);
    expect(json).toMatchObject({ version: 1, action: 'switch', steps: [], warnings: [] });
    expect(json.refused).toContain('“new” is not built yet');
    expect(stderr).toContain('“new” is not built yet');
  });

  it('names paths as the machine has them, and the host by its name', async () => {
    expect(await argvOf('rebuild', 'work')).toEqual([
      [SUDO, 'nixos-rebuild', 'switch', '--flake', `${CONFIG}#laptop`, '--specialisation', 'work'],
    ]);
  });

  it('one positional is the path, and the base is meant', async () => {
    expect(await argvOf('switch')).toEqual([[SUDO, `${laptop.base}/${STC}`, 'test']]);
    expect(await argvOf('rebuild')).toEqual([[SUDO, 'nixos-rebuild', 'switch', '--flake', `${CONFIG}#laptop`]]);
  });

  it('a specialisation by its option, also one that begins with a dash', async () => {
    expect(await argvOf('switch', '--specialisation', 'play')).toEqual([
      [SUDO, `${laptop.base}/specialisation/play/${STC}`, 'test'],
    ]);
    machine.link(join(laptop.base, 'specialisation/-x'), laptop.work);
    expect(await argvOf('switch', '--specialisation=-x')).toEqual([
      [SUDO, `${laptop.base}/specialisation/-x/${STC}`, 'test'],
    ]);
  });

  it('what another machine’s links lead to', async () => {
    machine.link('/etc/nixos', CONFIG);
    expect(await argvOf('rebuild', 'work', machine.place('/etc/nixos'))).toEqual([
      [SUDO, 'nixos-rebuild', 'switch', '--flake', `${CONFIG}#laptop`, '--specialisation', 'work'],
    ]);
  });

  it('a configuration without a flake', async () => {
    machine.file('/etc/nixos/configuration.nix', '{ specialisation.work.configuration = { }; }');
    expect(await argvOf('rebuild', 'work', machine.place('/etc/nixos'))).toEqual([
      [SUDO, 'nixos-rebuild', 'switch', '--specialisation', 'work'],
    ]);
    expect(await argvOf('rebuild', 'work', machine.place('/etc/nixos/configuration.nix'))).toEqual([
      [SUDO, 'nixos-rebuild', 'switch', '--specialisation', 'work'],
    ]);
  });

  it('two steps where nixos-rebuild would take none', async () => {
    expect(await argvOf('dry-activate', 'work')).toEqual([
      ['nixos-rebuild', 'build', '--flake', `${CONFIG}#laptop`],
      [SUDO, `${CONFIG}/result/specialisation/work/${STC}`, 'dry-activate'],
    ]);
  });

  it('a home configuration', async () => {
    const home = '/home/me/.local/state/nix/profiles/home-manager';
    machine.file(`${home}/activate`, '', 0o755);
    machine.file(`${home}/gen-version`, '');
    machine.file(`${home}/specialisation/dark/activate`, '', 0o755);
    machine.file('/home/me/home.nix', '{ home.username = "me"; specialisation.dark.configuration = { }; }');
    expect(await argvOf('switch', 'dark', machine.place('/home/me/home.nix'))).toEqual([
      [`${home}/specialisation/dark/activate`, '--driver-version', '1'],
    ]);
  });
});

describe('systems and homes', () => {
  const home = '/home/me/.local/state/nix/profiles/home-manager';
  const activate = [`${home}/specialisation/dark/activate`, '--driver-version', '1'];

  beforeEach(() => {
    machine.file(`${home}/activate`, '', 0o755);
    machine.file(`${home}/gen-version`, '');
    machine.file(`${home}/specialisation/dark/activate`, '', 0o755);
    writeConfiguration(HOME_FLAKE);
  });

  it('the name of the specialisation says which is meant', async () => {
    expect(await argvOf('switch', 'dark')).toEqual([activate]);
    expect(await argvOf('switch', 'work')).toEqual([[SUDO, `${laptop.base}/specialisation/work/${STC}`, 'test']]);
  });

  it('or --home does, or the host', async () => {
    expect(await argvOf('switch', '--home')).toEqual([[`${home}/activate`, '--driver-version', '1']]);
    machine.program('home-manager');
    expect(await argvOf('rebuild', '--host', 'me@laptop')).toEqual([
      ['home-manager', 'switch', '--flake', `${CONFIG}#me@laptop`],
    ]);
  });

  it('homes of which none is of this user are no hosts', async () => {
    machine.program('home-manager');
    const each = 'homeConfigurations = nixpkgs.lib.genAttrs [ "alex" "robin" ] (_: ';
    writeConfiguration(
      HOME_FLAKE.replace('homeConfigurations."me@laptop" = ', each).replace('\n    };\n  };', '\n    });\n  };'),
    );
    const { json } = await plan('rebuild', '--home');
    expect(json.refused).toBe('No home has the name of this user; --host says which: “alex”, “robin”.');
  });
});

describe('which host', () => {
  it('another one, only behind a warning', async () => {
    const { json } = await plan('rebuild', '--host', 'server');
    expect(json.steps[0].argv).toContain(`${CONFIG}#server`);
    expect(json.warnings.join()).toContain('“server” is the configuration of another machine');
  });

  it('one that the flake does not have is refused, with those that there are', async () => {
    for (const words of [['rebuild'], ['rebuild', 'work'], ['switch', 'work'], ['build']]) {
      const { exitCode, json } = await plan(...words, '--host', 'nope');
      expect([exitCode, json.refused]).toEqual([
        1,
        'The flake has no configuration “nope”: it has “laptop”, “server”.',
      ]);
      expect(json.steps).toEqual([]);
    }
  });

  it('but not where there may be more', async () => {
    writeConfiguration(
      RUN_FLAKE.replace('outputs = { nixpkgs, ... }: {', 'outputs = { nixpkgs, ... }: nixpkgs.more // {'),
    );
    const { exitCode, json } = await plan('rebuild', '--host', 'nope');
    expect([exitCode, json.refused]).toEqual([0, null]);
    expect(json.steps[0].argv).toContain(`${CONFIG}#nope`);
  });

  it('the one that calls its machine so, whatever it is called itself', async () => {
    writeConfiguration(RUN_FLAKE.replaceAll('nixosConfigurations.laptop', 'nixosConfigurations.thinkpad'));
    const { json } = await plan('rebuild', 'work');
    expect(json.steps[0].argv).toContain(`${CONFIG}#thinkpad`);
    expect(json.warnings.join()).not.toContain('another machine');
  });

  it('a full name begins with the name', async () => {
    machine.file('/etc/hostname', 'laptop.example.org\n');
    const { json } = await plan('rebuild', 'work');
    expect(json.steps[0].argv).toContain(`${CONFIG}#laptop`);
    expect(json.warnings).toEqual([]);
  });

  it('on the machine itself', async () => {
    const { json } = await plan('rebuild', '--host', 'server', '--target-host', 'root@server');
    expect(json.steps[0].argv).toEqual([
      ...['nixos-rebuild', 'switch', '--flake', `${CONFIG}#server`, '--target-host', 'root@server'],
    ]);
    expect(json.warnings).toEqual([]);
  });

  it('none has the name of the machine: a build needs one, what is built does not', async () => {
    machine.file('/etc/hostname', 'other\n');
    const { exitCode, json } = await plan('rebuild');
    expect(exitCode).toBe(1);
    expect(json.refused).toContain('--host says which: “laptop”, “server”');
    expect((await plan('switch', 'work')).exitCode).toBe(0);
  });
});

describe('warnings', () => {
  it('conflicts that are sure', async () => {
    writeConfiguration(CLASHING_FLAKE);
    const { json } = await plan('rebuild', 'clash');
    expect(json.warnings).toContain('“clash” has 1 conflict: the build will fail.');
    expect((await plan('switch', 'work')).json.warnings).toEqual([]);
  });

  it('options that need a reboot', async () => {
    const { json } = await plan('rebuild', 'play');
    expect(json.warnings).toContain('It may need a reboot: boot.kernelPackages.');
  });

  it('a specialisation that the configuration does not have', async () => {
    const { json, exitCode } = await plan('rebuild', 'nope');
    expect([exitCode, json.refused]).toEqual([
      1,
      'The configuration has no specialisation “nope”: it has “play”, “work”.',
    ]);
  });

  it('the specialisation that runs is left', async () => {
    machine.runs(laptop.play);
    const { json } = await plan('rebuild');
    expect(json.warnings).toContain('The specialisation “play” is active now; this leaves it.');
  });

  it('what only a boot brings, exactly, once it is built', async () => {
    const { json } = await plan('switch', 'play');
    expect(json.warnings).toEqual([
      'Only a reboot into it brings all of it: kernel, kernel parameters differ from what was booted.',
    ]);
  });
});

describe('wrong usage', () => {
  it.each([
    [['run'], 'an action is missing'],
    [['run', 'explode', '.'], 'no such action: explode'],
    [['run', 'switch'], 'a file or folder is missing'],
    [['run', 'switch', 'a', 'b', 'c'], 'too many arguments'],
    [['run', 'switch', 'a', '.', '--specialisation', 'b'], 'two specialisations'],
    [['run', 'switch', '/not/there'], 'no such file or folder'],
    [['run', 'switch', '.', '--generation', 'x'], 'no generation'],
    [['run', 'switch', '.', '--format', 'xml'], '--format must be one of'],
    [['run', 'switch', '.', '--runner', 'make'], '--runner must be one of'],
    [['run', 'switch', '.', '--system-root', '/not/there'], 'no such folder'],
    [['run', 'switch', '.', '--user', 'me'], '--user needs --system-root'],
    [['run', 'switch', '.', '--evil'], '--evil'],
  ])('%j', async (args, text) => {
    const folder = temporaryFolder('#- /configuration.nix\n{ }');
    const { exitCode, stderr } = await runHere(args.map((word) => (word === '.' ? folder : word)));
    expect(stderr).toContain(text);
    expect(exitCode).toBe(2);
  });

  it('a folder without a configuration', async () => {
    const { exitCode, stderr } = await runHere(['run', 'switch', temporaryFolder()]);
    expect([exitCode, stderr]).toEqual([2, 'nixos-specialisations: no configuration was found there\n']);
  });

  it('another machine is only looked at', async () => {
    const { exitCode, stderr } = await runHere([
      ...['run', 'switch', 'work', machine.place(CONFIG), '--yes', '--system-root', machine.folder],
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--system-root needs --dry-run');
  });
});

describe('running', () => {
  /** Builds with the fake nixos-rebuild of a folder that stands first on PATH. */
  const build = (...options: readonly string[]) => {
    const here = new FakeNixos(temporaryFolder());
    here.program('nixos-rebuild');
    const bin = here.place('/nix/store/system-path/bin');
    mkdirSync(bin, { recursive: true });
    const real = here.place(here.program('nixos-rebuild'));
    const env = { ...process.env, PATH: [join(real, '..'), process.env.PATH].join(delimiter) };
    const fakes = fakesAt(here.log);
    return {
      here,
      fakes,
      run: () => cli(['run', 'build', machine.place(CONFIG), '--host', 'laptop', ...options], undefined, env),
    };
  };

  it('asks, so without a terminal nothing runs', async () => {
    const { fakes, run } = build();
    const { exitCode, stderr, stdout } = await run();
    expect(exitCode).toBe(1);
    expect(stdout).toContain('nixos-rebuild build --flake');
    expect(stderr).toContain('--yes answers for you');
    expect(fakes.calls()).toEqual([]);
  });

  it('--yes answers; the command gets its arguments and runs in the folder of the configuration', async () => {
    const { fakes, run } = build('--yes');
    fakes.answer({ output: 'building...\n' });
    const { exitCode, stdout, stderr } = await run();
    const folder = machine.place(CONFIG);
    expect(fakes.calls()).toMatchObject([
      { tool: 'nixos-rebuild', argv: ['build', '--flake', `${folder}#laptop`], cwd: folder },
    ]);
    expect(stdout).toMatch(/Builds the base system[\s\S]*building\.\.\.\n$/);
    expect(stderr).toContain('done.');
    expect(exitCode).toBe(0);
  });

  it('--dry-run runs nothing, whatever else is said', async () => {
    const { fakes, run } = build('--yes', '--dry-run');
    expect((await run()).exitCode).toBe(0);
    expect(fakes.calls()).toEqual([]);
  });

  it('the exit code of the command goes on, with words', async () => {
    const { fakes, run } = build('--yes');
    fakes.answer({ exit: 7 });
    const { exitCode, stderr } = await run();
    expect(exitCode).toBe(7);
    expect(stderr).toContain('failed (exit code 7)');
  });
});

it('names that hide or lead elsewhere are refused, and shown', async () => {
  for (const [name, text] of [
    ['../x', 'slash'],
    ['a\u202eb', '\\u{202e}'],
    ['', 'without a name'],
    ['a\nb', '\\n'],
  ] as const) {
    const { exitCode, json } = await plan('switch', `--specialisation=${name}`);
    expect(exitCode, name).toBe(1);
    expect(json.refused).toContain(text);
    expect(json.steps).toEqual([]);
  }
});
