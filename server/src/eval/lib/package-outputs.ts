// The outputs of packages (lib.attrsets), and search paths made of them (lib.strings).

import { binary, ternary, unary } from '../builtins/row';
import { decide, expectClosedList, expectString, expectStrings, type Row } from '../primop';
import { hasAttr, selectAttr } from '../select';
import type { Site } from '../site';
import { concatPieces, interpolated } from '../strings';
import { force, lazily } from '../thunk';
import { FALSE, list, type Slot, string, type Value } from '../values';
import { attrOr } from './attrsets/attr-path';
import { asPackage } from './support';

const specified = (pkg: Value, site: Site): Value =>
  decide(
    hasAttr(pkg, 'outputSpecified'),
    () => selectAttr(pkg, 'outputSpecified', site),
    () => FALSE,
    site,
  );

/** `pkg.<output>`, or its `out`, or the package itself when it is one output already. */
const getOutput = (output: Slot, pkg: Slot, site: Site): Value =>
  expectString(output, site, ({ text }) =>
    asPackage(pkg, 'lib.getOutput', [output], (value) =>
      decide(
        specified(value, site),
        () => value,
        () => attrOr(value, text, () => attrOr(value, 'out', () => value, site), site),
        site,
      ),
    ),
  );

/** The first of some outputs that a package has. */
function firstOutput(names: readonly string[], pkg: Slot, site: Site): Value {
  return asPackage(pkg, 'lib.getFirstOutput', [list(names.map(string))], (value) => {
    const from = ([name, ...others]: readonly string[]): Value =>
      name === undefined ? value : attrOr(value, name, () => from(others), site);
    return decide(
      specified(value, site),
      () => value,
      () => from(names),
      site,
    );
  });
}

const output = (row: string, name: string): Row => unary(row, (pkg, site) => getOutput(string(name), pkg, site));
const outputs = (row: string, names: readonly string[]): Row =>
  unary(row, (pkg, site) => firstOutput(names, pkg, site));

export const getBin = (pkg: Slot, site: Site): Value => getOutput(string('bin'), pkg, site);

export const OUTPUT_ROWS: readonly Row[] = [
  binary('getOutput', getOutput),
  binary('getFirstOutput', (names, pkg, site) => expectStrings(names, site, (texts) => firstOutput(texts, pkg, site))),
  output('getBin', 'bin'),
  output('getLib', 'lib'),
  output('getDev', 'dev'),
  output('getMan', 'man'),
  outputs('getStatic', ['static', 'lib', 'out']),
  outputs('getInclude', ['include', 'dev', 'out']),
  unary('chooseDevOutputs', (pkgs, site) =>
    expectClosedList(pkgs, site, (items) =>
      list(items.map((item) => lazily(site, () => getOutput(string('dev'), item, site)))),
    ),
  ),
];

/** `makeBinPath` and its kind: one folder of one output of each package, with colons between. */
function outputPath(name: Slot, folder: Slot, pkgs: Slot, site: Site): Value {
  return expectClosedList(pkgs, site, (items) => {
    const present = items.filter((item) => force(item).kind !== 'null');
    return concatPieces(
      present.flatMap((item, index) => [
        index === 0 ? '' : ':',
        interpolated(getOutput(name, item, site), site),
        '/',
        interpolated(force(folder), site),
      ]),
    );
  });
}

const pathOf = (row: string, name: string, folder: string): Row =>
  unary(row, (pkgs, site) => outputPath(string(name), string(folder), pkgs, site));

export const OUTPUT_PATH_ROWS: readonly Row[] = [
  ternary('makeSearchPathOutput', outputPath),
  pathOf('makeLibraryPath', 'lib', 'lib'),
  pathOf('makeIncludePath', 'dev', 'include'),
  pathOf('makeBinPath', 'bin', 'bin'),
];
