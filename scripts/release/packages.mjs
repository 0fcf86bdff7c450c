// Both packages as they were made: what is in them, and what the programs that made them had to say.
import { problemsOf } from '../lib/package-contents.mjs';
import { holds, open, right, wrong } from './findings.mjs';

const MOST_BYTES = 2 * 1024 * 1024;
/** What npm runs by itself on another's machine. */
const BY_ITSELF = ['preinstall', 'install', 'postinstall'];
const IN_NPM = [
  /^(package\.json|README\.md|LICENSE)$/,
  /^dist\/(cli|commands|core|mcp|server|worker)\.js$/,
  /^dist\/[a-z-]+\.wasm$/,
  /^dist\/data\/[a-z-]+\.txt$/,
  /^dist\/THIRD-PARTY-NOTICES\.txt$/,
  /^l10n\/[\w.-]+\.json$/,
];
const NEEDED_IN_NPM = [
  'package.json',
  'README.md',
  'LICENSE',
  'dist/worker.js',
  'dist/commands.js',
  'dist/core.js',
  'dist/THIRD-PARTY-NOTICES.txt',
];

const kilobytes = (bytes) => `${Math.round(bytes / 1024)} KB`;

/** @param {{ exit: number, output: string, names: string[], bytes: number }} vsix @param {object} manifest */
export function vsixFindings({ exit, output, names, bytes }, manifest) {
  if (exit !== 0) return [wrong(`it could not be packed:\n${output.trim()}`)];
  return [
    ...holds('vsce has no objection', saidBy(output, /^\W*WARNING\W+(.*)$/gm)),
    ...holds(`${names.length} files, ${kilobytes(bytes)}`, problemsOf({ names, bytes, manifest })),
    names.some((name) => /^extension\/licen[cs]e/i.test(name)) ? right('its licence is in it') : wrong('no licence'),
  ];
}

/** @param {{ files: { path: string }[], size: number, warnings: string, firstLines: Record<string, string> }} npm */
export function npmFindings({ files, size, warnings, firstLines }, manifest) {
  const names = files.map(({ path }) => path);
  const { bin = {}, scripts = {}, dependencies = {}, publishConfig = {}, engines = {} } = manifest;
  return [
    ...holds(
      'npm changes nothing of package.json',
      saidBy(warnings, /^npm warn publish (?!.*(?:logged in|auto-corrected|errors corrected))(.*)$/gim),
    ),
    ...holds(`${names.length} files, ${kilobytes(size)} of at most ${kilobytes(MOST_BYTES)}`, [
      ...names.filter((name) => !IN_NPM.some((one) => one.test(name))).map((name) => `must not be in it: ${name}`),
      ...NEEDED_IN_NPM.filter((name) => !names.includes(name)).map((name) => `missing: ${name}`),
      ...(size > MOST_BYTES ? [`${kilobytes(size)} are more than ${kilobytes(MOST_BYTES)}`] : []),
    ]),
    ...holds(`commands: ${Object.keys(bin).join(', ')}`, binProblems(bin, names, firstLines)),
    ...holds('nothing runs when it is installed, and nothing else is installed', [
      ...BY_ITSELF.filter((name) => scripts[name] !== undefined).map((name) => `scripts.${name}`),
      ...Object.keys(dependencies).map((name) => `it depends on ${name}, which should be bundled`),
    ]),
    engines.node === undefined ? wrong('engines.node is missing') : right(`for Node ${engines.node}`),
    ...provenanceFindings(manifest, publishConfig),
  ];
}

function binProblems(bin, names, firstLines) {
  if (Object.keys(bin).length === 0) return ['there is none'];
  return Object.entries(bin).flatMap(([name, path]) => {
    // npm removes what it does not take, and publishes the rest.
    if (path.startsWith('./')) return [`${name}: npm takes "${path}" only without "./"`];
    if (!names.includes(path)) return [`${name}: ${path} is not in the package`];
    return firstLines[path]?.startsWith('#!/usr/bin/env node') ? [] : [`${name}: ${path} does not begin with #!`];
  });
}

function provenanceFindings({ repository, private: isPrivate }, { access, provenance }) {
  return [
    ...(isPrivate === true ? [wrong('package.json says "private"')] : []),
    access === 'public' && provenance === true
      ? right('public, with provenance')
      : wrong('publishConfig is not { "access": "public", "provenance": true }'),
    ...(repository === undefined
      ? [open('provenance is for the repository that package.json names, and it names none')]
      : []),
  ];
}

const saidBy = (text, pattern) => [...withoutColours(text).matchAll(pattern)].map(([, said]) => said.trim());

const withoutColours = (text) => text.replace(/\u001b\[\d+m/g, '');
