// How long this machine's tree-sitter takes to parse 1,000 lines of Nix: the unit benchmarks are compared in.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Language, Parser } from 'web-tree-sitter';
import { ROOT } from './process.mjs';

const RUNS = 30;

/** The median, in milliseconds. */
export async function parseUnit() {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(join(ROOT, 'dist/tree-sitter-nix.wasm'))));
  const text = configuration(1000);
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    parser.parse(text).delete();
    times.push(performance.now() - start);
  }
  parser.delete();
  return times.toSorted((a, b) => a - b)[RUNS / 2];
}

/** A configuration of that many lines, of the usual mixture. */
function configuration(lines) {
  const block = (index) => [
    `  services.service${index} = {`,
    `    enable = lib.mkDefault ${index % 2 === 0};`,
    `    settings.ports = [ ${index} ${index + 1} ];`,
    `    extraConfig = "value \${toString config.ports.p${index}} ${index}";`,
    '  };',
  ];
  const blocks = Array.from({ length: Math.floor(lines / 5) - 1 }, (_, index) => block(index)).flat();
  return ['{ config, lib, pkgs, ... }:', '{', ...blocks, '}', ''].join('\n');
}
