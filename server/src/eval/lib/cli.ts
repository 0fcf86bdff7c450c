// lib.cli: sets of options as arguments of a command.

import { sortedNames } from '../builtins/attrs';
import { binary } from '../builtins/row';
import { concatLists } from '../collections';
import { decide, expectBool, expectClosedAttrs, type Row } from '../primop';
import type { Site } from '../site';
import { concatPieces } from '../strings';
import { force } from '../thunk';
import { isFalse, isTrue } from '../truth';
import { lift } from '../unknowns';
import { EMPTY_LIST, FALSE, fail, list, NULL, type Slot, string, TRUE, unknown, type Value } from '../values';
import { valueString } from './generators/generators';
import { escapeShellArgs } from './strings/escape';
import { call, withArguments } from './support';

/** How one option is written. */
interface Format {
  readonly option: Value;
  /** Null for a value that is an argument of its own. */
  readonly separator: Value;
  readonly explicitBool: boolean;
  readonly write: (value: Slot) => Value;
}

const writer =
  (fn: Slot | undefined, site: Site) =>
  (value: Slot): Value =>
    fn === undefined ? valueString(value, site) : call(fn, [value], site);

function render(format: Format, slot: Slot): Value {
  return lift(force(slot), (value) => {
    if (value.kind === 'null' || (!format.explicitBool && isFalse(value))) return EMPTY_LIST;
    if (!format.explicitBool && isTrue(value)) return list([format.option]);
    const argument = format.write(value);
    return format.separator.kind === 'null'
      ? list([format.option, argument])
      : list([concatPieces([format.option, format.separator, argument])]);
  });
}

/** Arguments for all options, in the order of their names; one for each element of a list. */
function commandLine(set: Slot, site: Site, formatOf: (name: string, then: (format: Format) => Value) => Value): Value {
  return expectClosedAttrs(set, site, (options) =>
    concatLists(
      sortedNames(options).map((name) =>
        name === ''
          ? fail('throw', 'lib.cli.toCommandLine only accepts non-empty option names.', site)
          : formatOf(name, (format) =>
              lift(force(options.at(name)), (value) =>
                value.kind === 'list'
                  ? concatLists(
                      [
                        ...value.items.map((item) => render(format, item)),
                        ...(value.open === undefined ? [] : [value.open]),
                      ],
                      site,
                    )
                  : render(format, value),
              ),
            ),
      ),
      site,
    ),
  );
}

const toCommandLine = (optionFormat: Slot, set: Slot, site: Site): Value =>
  commandLine(set, site, (name, then) =>
    withArguments(call(optionFormat, [string(name)], site), site, (given) =>
      expectBool(given('explicitBool') ?? FALSE, site, ({ value }) =>
        then({
          option: force(given('option') ?? NULL),
          separator: force(given('sep') ?? NULL),
          explicitBool: value,
          write: writer(given('formatArg'), site),
        }),
      ),
    ),
  );

const toGnu = (args: Slot, set: Slot, site: Site): Value =>
  withArguments(args, site, (given) =>
    expectBool(given('explicitBool') ?? FALSE, site, ({ value: explicitBool }) =>
      commandLine(set, site, (name, then) => {
        const isLong = given('isLong');
        const long = isLong === undefined ? (name.length > 1 ? TRUE : FALSE) : call(isLong, [string(name)], site);
        const written = (dashes: string, separator: string) => (): Value =>
          then({
            option: string(dashes + name),
            separator: string(separator),
            explicitBool,
            write: writer(given('formatArg'), site),
          });
        return decide(long, written('--', '='), written('-', ''), site);
      }),
    ),
  );

/** The older way: one dash for one letter, values as arguments of their own unless a separator is given. */
const toOldGnu = (args: Slot, set: Slot, site: Site): Value =>
  withArguments(args, site, (given) => {
    // Functions of the caller's own decide about everything then.
    if (['mkBool', 'mkList', 'mkOption'].some((name) => given(name) !== undefined))
      return unknown('missing-lib', 'lib.cli.toGNUCommandLine with functions', site);
    const optionName = given('mkOptionName');
    const nameOf = (name: string): Value =>
      optionName === undefined
        ? string(name.length === 1 ? `-${name}` : `--${name}`)
        : call(optionName, [string(name)], site);
    const separator = force(given('optionValueSeparator') ?? NULL);
    return commandLine(set, site, (name, then) =>
      then({ option: nameOf(name), separator, explicitBool: false, write: writer(undefined, site) }),
    );
  });

const shell =
  (make: (args: Slot, set: Slot, site: Site) => Value) =>
  (args: Slot, set: Slot, site: Site): Value =>
    escapeShellArgs(make(args, set, site), site);

export const CLI_ROWS: readonly Row[] = [
  binary('toCommandLine', toCommandLine),
  binary('toCommandLineShell', shell(toCommandLine)),
  binary('toCommandLineGNU', toGnu),
  binary('toCommandLineShellGNU', shell(toGnu)),
  binary('toGNUCommandLine', toOldGnu),
  binary('toGNUCommandLineShell', shell(toOldGnu)),
];
