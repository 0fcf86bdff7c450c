// What every way of running the end-to-end tests needs first: the tests bundled, a copy of the workspace, and
// the world the extension runs in.
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE } from '../../../scripts/lib/bundle.mjs';
import { ROOT, runNode } from '../../../scripts/lib/process.mjs';

const E2E = join(ROOT, 'test/e2e');
export const OUT = join(ROOT, 'out/e2e');
export const SCREENSHOTS = join(ROOT, 'out/screenshots');
/** What VS Code is told to run as tests; its `run` is support/mocha-entry.ts. */
export const SUITE_ENTRY = join(OUT, 'mocha-entry.js');
/**
 * VS Code runs tests only with an extension under development: an empty one, so that the
 * installed package is what is tested.
 */
export const DUMMY_EXTENSION = join(E2E, 'dummy-extension');

/** Another extension for Nix, packed so that it is installed as ours is. */
export async function packedOther() {
  const file = join(OUT, 'other-nix.vsix');
  const vsce = join(ROOT, 'node_modules/@vscode/vsce/vsce');
  const options = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', file];
  const code = await runNode([vsce, 'package', ...options], { cwd: join(E2E, 'other-extension') });
  if (code !== 0) throw new Error('the other extension could not be packed');
  return file;
}

const USER_SETTINGS = {
  'files.hotExit': 'off',
  'terminal.integrated.defaultProfile.linux': 'bash',
  'terminal.integrated.enablePersistentSessions': false,
  // Drawn as text, so that a test can read it.
  'terminal.integrated.gpuAcceleration': 'off',
  'editor.fontFamily': 'DejaVu Sans Mono',
};

/**
 * The settings of a window whose world is `env`: the system profile is the fake one, so that
 * nothing real can be switched.
 */
export function settingsFor(env) {
  return { user: USER_SETTINGS, machine: { 'nixosSpecialisations.systemProfile': env.FAKE_SYSTEM } };
}

const topicsIn = (folder, ending) =>
  readdirSync(join(E2E, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();

/** The names of browser/<topic>.ts. */
export const browserTopics = () => topicsIn('browser', '.ts');

/** Where one is written. */
export const topicSource = (topic) => join(E2E, 'browser', `${topic}.ts`);

/** Bundles all tests into out/e2e: mocha-entry.js, suite/<topic>.js, browser/<topic>.js. */
export async function bundleTests() {
  rmSync(OUT, { recursive: true, force: true });
  rmSync(SCREENSHOTS, { recursive: true, force: true });
  mkdirSync(SCREENSHOTS, { recursive: true });
  const entryPoints = [
    { in: 'test/e2e/support/mocha-entry.ts', out: 'mocha-entry' },
    { in: 'test/e2e/support/fakes.ts', out: 'fakes' },
    { in: 'test/e2e/support/browser-helpers.ts', out: 'browser-helpers' },
    ...topicsIn('suite', '.e2e.ts').map((topic) => ({ in: `test/e2e/suite/${topic}.e2e.ts`, out: `suite/${topic}` })),
    ...browserTopics().map((topic) => ({ in: `test/e2e/browser/${topic}.ts`, out: `browser/${topic}` })),
    ...topicsIn('web', '.ts').map((topic) => ({ in: `test/e2e/web/${topic}.ts`, out: `web/${topic}` })),
  ];
  await build({
    ...BUNDLE,
    entryPoints,
    outdir: OUT,
    sourcemap: 'inline',
    external: ['vscode', 'mocha', 'playwright-core'],
  });
}

/** One of the bundles, loaded. */
export const loadBundle = (name) => createRequire(import.meta.url)(join(OUT, `${name}.js`));

/** Copies the workspace below `folder`, so that tests may write; returns where it is. */
export function copyWorkspace(folder, name = 'workspace') {
  const copy = join(folder, name);
  cpSync(join(E2E, 'workspace'), copy, { recursive: true });
  return copy;
}

/** The environment of VS Code below `folder`: the fake programs first on PATH, and where they write. */
export function fakeWorld(folder, { grep } = {}) {
  const env = {
    PATH: [join(E2E, 'bin'), process.env.PATH].join(delimiter),
    FAKE_LOG: join(folder, 'calls.jsonl'),
    FAKE_SYSTEM: join(folder, 'system'),
    // The home of nobody: what this machine's user has activated is none of the tests' business.
    XDG_STATE_HOME: join(folder, 'state'),
    E2E_REPORT: join(folder, 'report.txt'),
    E2E_RESULT: join(folder, 'result.json'),
    ...(grep ? { E2E_GREP: grep } : {}),
  };
  loadBundle('fakes').buildSystem(env.FAKE_SYSTEM, ['gaming', 'travel']);
  return env;
}

/** A topic's name as a file name. */
export const topicFile = (topic, name) => join(SCREENSHOTS, `${basename(topic)}-${name}.png`);
