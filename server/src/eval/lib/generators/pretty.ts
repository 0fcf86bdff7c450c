// lib.generators.toPretty: values written as Nix, for people.

import { sortedNames } from '../../builtins/attrs';
import { floatText } from '../../builtins/json-print';
import { binary } from '../../builtins/row';
import { decide, expectBool, expectInt, expectString, type Row } from '../../primop';
import type { Site } from '../../site';
import { coerce, concatPieces } from '../../strings';
import { force, lazily } from '../../thunk';
import { isTrue } from '../../truth';
import { lift } from '../../unknowns';
import { AttrsValue, EMPTY_STRING, FALSE, fail, list, type Slot, string, TRUE, type Value } from '../../values';
import { attrOr } from '../attrsets/attr-path';
import { nixIdentifier } from '../option-text';
import { call, deeper, withArguments } from '../support';
import { isDerivation } from '../tags';
import { functionArgs, isFunction } from '../trivial';

interface Style {
  readonly multiline: boolean;
  readonly pretty: boolean;
}

/** Brackets around items: on lines of their own, or all on one. */
function block(open: string, close: string, items: readonly Value[], indent: string, style: Style): Value {
  const before = style.multiline ? `\n${indent}  ` : ' ';
  const after = style.multiline ? `\n${indent}` : ' ';
  return concatPieces([open, ...items.flatMap((item) => [before, item]), after, close]);
}

function stringText(text: string, indent: string, style: Style): string {
  const lines = text.split('\n');
  if (!style.multiline || lines.length === 1)
    return `"${lines.map((line) => line.replaceAll(/\\|"|\$\{/g, '\\$&')).join('\\n')}"`;
  const before = `\n${indent}  `;
  const escaped = lines.map((line) => line.replaceAll(/\$\{|''/g, (found) => (found === "''" ? "'''" : "''${")));
  const last = escaped.pop() ?? '';
  return `''${before}${escaped.join(before)}${last === '' ? `\n${indent}` : before + last}''`;
}

/** A value as Nix text. */
export function pretty(slot: Slot, indent: string, style: Style, site: Site): Value {
  return deeper(() => lift(force(slot), (value) => print(value, indent, style, site)));
}

function print(value: Value, indent: string, style: Style, site: Site): Value {
  switch (value.kind) {
    case 'float':
      return string(floatText(value.value));
    case 'string':
      return string(stringText(value.text, indent, style));
    case 'bool':
      return string(String(value.value));
    case 'null':
      return string('null');
    case 'list':
      if (value.open !== undefined) return value.open;
      return value.items.length === 0
        ? string('[ ]')
        : block(
            '[',
            ']',
            value.items.map((item) => pretty(item, `${indent}  `, style, site)),
            indent,
            style,
          );
    case 'attrs':
      return decide(
        isFunction(value, site),
        () => functionText(value, site),
        () => printSet(value, indent, style, site),
        site,
      );
    case 'lambda':
    case 'primop':
      return functionText(value, site);
    default:
      return coerce(value, site, true);
  }
}

function printSet(value: AttrsValue, indent: string, style: Style, site: Site): Value {
  const [printer, inner] = [value.get('__pretty'), value.get('val')];
  if (style.pretty && printer !== undefined && inner !== undefined) return call(printer, [inner], site);
  if (value.open !== undefined) return value.open;
  if (value.entries.size === 0) return string('{ }');
  const whole = (): Value =>
    block(
      '{',
      '}',
      sortedNames(value).map((name) =>
        concatPieces([`${nixIdentifier(name)} = `, pretty(value.at(name), `${indent}  `, style, site), ';']),
      ),
      indent,
      style,
    );
  return decide(
    isDerivation(value, site),
    () => concatPieces(['<derivation ', attrOr(value, 'name', () => string('???'), site), '>']),
    whole,
    site,
  );
}

function functionText(value: Value, site: Site): Value {
  return lift(functionArgs(value, site), (args) => {
    if (args.kind !== 'attrs' || args.entries.size === 0) return string('<function>');
    return string(
      `<function, args: {${sortedNames(args)
        .map((name) => (isTrue(force(args.at(name))) ? `${name}?` : name))
        .join(', ')}}>`,
    );
  });
}

const toPretty = (args: Slot, value: Slot, site: Site): Value =>
  withArguments(args, site, (given) =>
    expectBool(given('multiline') ?? TRUE, site, (multiline) =>
      expectBool(given('allowPrettyValues') ?? FALSE, site, (allowed) =>
        expectString(given('indent') ?? EMPTY_STRING, site, (indent) =>
          pretty(value, indent.text, { multiline: multiline.value, pretty: allowed.value }, site),
        ),
      ),
    ),
  );

/** Attributes that `withRecursion` leaves as they are. */
const SPECIAL = new Set(['__functor', '__functionArgs', '__toString', '__pretty']);

/** A value with everything below some depth replaced or failing. */
function limited(slot: Slot, depth: number, limit: number | undefined, fails: boolean, site: Site): Value {
  const next = (inner: Slot): Slot =>
    lazily(site, () => beyond(depth + 1) ?? limited(inner, depth + 1, limit, fails, site));
  const beyond = (at: number): Value | undefined =>
    limit === undefined || at <= limit
      ? undefined
      : fails
        ? fail(
            'throw',
            `Exceeded maximum eval-depth limit of ${limit} while trying to evaluate with \`generators.withRecursion'!`,
            site,
          )
        : string('<unevaluated>');
  return lift(force(slot), (value) => {
    if (value.kind === 'list') return list(value.items.map(next), value.open);
    if (value.kind === 'attrs')
      return new AttrsValue(
        new Map(
          [...value.entries].map(([name, { slot: inner, origin }]) => [
            name,
            { slot: SPECIAL.has(name) ? inner : next(inner), origin },
          ]),
        ),
        value.open,
      );
    return beyond(depth + 1) ?? value;
  });
}

const withRecursion = (args: Slot, value: Slot, site: Site): Value =>
  withArguments(args, site, (given) => {
    const limit = given('depthLimit');
    return expectBool(given('throwOnDepthLimit') ?? TRUE, site, (fails) =>
      limit === undefined
        ? limited(value, 0, undefined, fails.value, site)
        : expectInt(limit, site, (known) => limited(value, 0, known, fails.value, site)),
    );
  });

export const PRETTY_ROWS: readonly Row[] = [binary('toPretty', toPretty), binary('withRecursion', withRecursion)];
