// `mcp` as assistants use it: the official client starts the bundle and talks to it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { applyPatch } from 'diff';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TOOLS } from '../../../server/src/assistants';
import { TOOL_NAMES } from '../../../server/src/protocol/assistant';
import { testBundles } from '../../support/installation';
import { writeIn } from '../../support/temporary-folder';
import { runHere } from './run-here';

const FILE = 'configuration.nix';
const TEXT = `{ lib, ... }:
{
  services.openssh.enable = true;
  boot.kernelParams = [ "quiet" ];
  specialisation.travel.configuration = {
    services.openssh.enable = false;
    boot.kernelParams = [ "debug" ];
    # The lines of a diff around a change
    # end before what is hidden:
    # of it, the diff would be another text.
    networking.hostName = "a\u202eb";
  };
}
`;

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'specialisations-')));
const client = new Client({ name: 'test', version: '1' });
const said: string[] = [];

beforeAll(async () => {
  writeIn(folder, FILE, TEXT);
  const { cli } = await testBundles();
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [cli, 'mcp', folder],
    stderr: 'pipe',
  });
  transport.stderr?.on('data', (text: Buffer) => said.push(text.toString()));
  // What is no message of the protocol on its standard output is an error.
  client.onerror = (error) => said.push(String(error));
  await client.connect(transport);
});

afterAll(async () => {
  await client.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly data: Readonly<Record<string, unknown>> | undefined;
  readonly text: string;
  readonly isError: boolean;
}

async function call(name: string, input: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  const { content, structuredContent, isError } = await client.callTool({ name, arguments: input });
  const [part] = Array.isArray(content) ? content : [];
  const data = structuredContent === undefined ? undefined : { ...structuredContent };
  return { data, text: String(part?.text), isError: isError === true };
}

it('says who it is, and lists tools that only look', async () => {
  expect(client.getServerVersion()).toMatchObject({ name: 'nixos-specialisations', title: 'NixOS Specialisations' });
  expect(client.getInstructions()).toContain('Nothing is built, run or written');
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(TOOL_NAMES);
  expect(TOOLS.map(({ name }) => name)).toEqual(TOOL_NAMES);
  for (const { annotations, inputSchema } of tools) {
    expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false });
    expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
  }
});

it('list_systems: the systems with their specialisations; the text is the same as JSON', async () => {
  const { data, text } = await call('list_systems');
  expect(data).toEqual({
    systems: [
      {
        kind: 'nixos',
        entry: FILE,
        conflicts: { certain: 0, likely: 0, possible: 0 },
        specialisations: [
          expect.objectContaining({
            name: 'travel',
            file: FILE,
            line: 5,
            conflicts: expect.objectContaining({ certain: 1 }),
          }),
        ],
        areAllSpecialisations: true,
      },
    ],
  });
  expect(JSON.parse(text)).toEqual(data);
});

it('check and propose_fix: a conflict, known by the fingerprint of `check`, and a diff that mends it', async () => {
  const { data } = await call('check', { severity: 'error', specialisation: 'travel' });
  expect(data).toMatchObject({
    counts: { error: 1, warning: 0 },
    findings: [
      { code: 'option-conflict', file: FILE, line: 6 },
      { otherSide: true, line: 3 },
    ],
  });
  const { stdout } = await runHere(['check', folder, '--format', 'json']);
  const { fingerprint } = JSON.parse(stdout).diagnostics.find(({ otherSide }: { otherSide?: true }) => !otherSide);
  const { data: proposed } = await call('propose_fix', { fingerprint, fix: 1 });
  expect(proposed).toMatchObject({
    finding: { fingerprint, line: 6 },
    fixes: [{ kind: 'mkForce', preferred: true, edits: [{ file: FILE, newText: 'lib.mkForce ' }] }],
  });
  const [fix] = Object(proposed).fixes;
  const mended = TEXT.replace('enable = false', 'enable = lib.mkForce false');
  expect(applyPatch(TEXT, fix.diff)).toBe(mended);
  writeIn(folder, FILE, mended);
  expect((await call('check')).data).toMatchObject({ counts: { error: 0 } });
  writeIn(folder, FILE, TEXT);
});

it('what has changed meanwhile is seen: a text, a file that is new, one that is gone', async () => {
  const files = async (): Promise<unknown> => {
    const { data } = await call('list_systems');
    return Object(data).systems.map(({ entry, specialisations }: Record<string, unknown>) => [
      entry,
      Object(specialisations).length,
    ]);
  };
  expect(await files()).toEqual([[FILE, 1]]);
  writeIn(folder, FILE, TEXT.replace('{ lib', '{ lib, config').replace(/}\n$/, 'imports = [ ./more.nix ]; }\n'));
  writeIn(folder, 'more.nix', '{ specialisation.more.configuration = { }; }');
  const [many, again] = await Promise.all([files(), files()]);
  expect([many, again]).toEqual([[[FILE, 2]], [[FILE, 2]]]);
  writeIn(folder, 'more.nix', '{ specialisation = { a.configuration = { }; b.configuration = { }; }; }');
  expect(await files()).toEqual([[FILE, 3]]);
  writeIn(folder, FILE, TEXT);
  rmSync(join(folder, 'more.nix'));
  expect(await files()).toEqual([[FILE, 1]]);
});

it('explain_option: its value in each system, and which definitions win', async () => {
  expect((await call('explain_option', { option: 'boot.kernelParams' })).data).toMatchObject({
    type: expect.stringContaining('list of string'),
    systems: [
      { specialisation: null, options: [{ verdict: 'ok', value: ['quiet'] }] },
      { specialisation: 'travel', options: [{ value: ['debug', 'quiet'], definitions: [{ line: 7 }, { line: 4 }] }] },
    ],
  });
});

it('compare_specialisation: what it changes, conflicts first; what hides in a value is in sight', async () => {
  const { data, text } = await call('compare_specialisation', { specialisation: 'travel' });
  expect(data).toMatchObject({
    systems: [
      {
        changes: [
          { option: 'services.openssh.enable', change: 'conflict', proof: 'certain' },
          { option: 'boot.kernelParams', change: 'extended' },
          { option: 'networking.hostName', change: 'added', after: '"a\\u{202e}b"' },
        ],
      },
    ],
  });
  expect(text).not.toContain('\u202e');
});

it.each([
  ['check', { file: 'other.nix' }, 'no system takes in the file "other.nix"'],
  ['check', { severity: 'loud' }, 'must be one of: error, warning'],
  ['check', { system: 'desk' }, 'no system is called "desk"'],
  ['explain_option', {}, 'missing: option'],
  ['explain_option', { option: 1 }, '"option" must be a text'],
  ['compare_specialisation', { specialisation: 'travl' }, 'did you mean "travel"?'],
  ['propose_fix', {}, 'Give its fingerprint, or its file and line'],
  ['propose_fix', { file: FILE, line: 1 }, 'nothing was found in this line'],
  ['run', {}, 'there is no tool "run"'],
])('%s %j: an error in plain words', async (name, input, words) => {
  const { text, isError } = await call(name, input);
  expect(isError).toBe(true);
  expect(text).toContain(words);
});

it('nothing else was printed', () => {
  expect(said).toEqual([]);
});

it('a folder that is not there is said at once', async () => {
  const { exitCode, stdout, stderr } = await runHere(['mcp', join(folder, 'none')]);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain('no such file or folder');
});

it('what is no message is passed over; ends when the client goes away, and answers what was asked before', async () => {
  const { cli } = await testBundles();
  const child = spawn(process.execPath, [cli, 'mcp', folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const params = { name: 'explain_option', arguments: {} };
  child.stdin.end(`no message\n${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })}\n`);
  const [out, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  expect(JSON.parse(out)).toMatchObject({ id: 1, result: { isError: true } });
  expect(exitCode).toBe(0);
});
