// How long our part of the client's activation takes: loading the bundle and running `activate`, in
// a new process without VS Code.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Bench } from './bench';

const EXTENSION = join(process.cwd(), 'dist/extension.js');

/** Stands for everything that `vscode` has: callable, constructible, and of itself. */
const SCRIPT = `
const Module = require('node:module');
const anything = new Proxy(function () {}, {
  set: () => true,
  // What a bundler takes for a module is copied onto an object of the same prototype.
  getPrototypeOf: () => anything,
  get: (target, name) =>
    name === 'then' ? undefined
    : name === Symbol.iterator ? function* () {}
    : name === Symbol.toPrimitive ? () => ''
    : name === 'prototype' ? target.prototype
    : anything,
  apply: () => anything,
  construct: () => anything,
});
const load = Module._load;
Module._load = (request, ...rest) => (request === 'vscode' ? anything : load(request, ...rest));
const own = { asAbsolutePath: (path) => path, subscriptions: [] };
const context = new Proxy(own, { get: (target, name) => target[name] ?? anything });
const start = performance.now();
require(process.argv[1]).activate(context);
console.log(performance.now() - start);
process.exit(0);
`;

export const benches: readonly Bench[] = [
  {
    name: 'client activated',
    budgetMs: 50,
    iterations: 15,
    run: () => Number(execFileSync(process.execPath, ['-e', SCRIPT, EXTENSION], { encoding: 'utf8' })),
  },
];
