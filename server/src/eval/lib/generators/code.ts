// lib.generators: values written as code of other languages: JSON, Lua, Dhall, property lists.

import { sortedNames } from '../../builtins/attrs';
import { binary, unary } from '../../builtins/row';
import { decide, expectBool, expectString, type Row } from '../../primop';
import { selectAttr } from '../../select';
import type { Site } from '../../site';
import { concatPieces, interpolated } from '../../strings';
import { force } from '../../thunk';
import { typeName } from '../../type-name';
import { lift } from '../../unknowns';
import { type AttrsValue, attrs, EMPTY_STRING, FALSE, fail, type Slot, string, TRUE, type Value } from '../../values';
import { builtin } from '../builtin';
import { deeper, withArguments } from '../support';
import { hasTag, isDerivation } from '../tags';

type Piece = string | Value;

const json = (value: Slot, site: Site): Value => builtin('toJSON', [value], site);

/** What a function makes of each element or attribute, with a text between. */
export const joined = (parts: readonly (readonly Piece[])[], between: string): readonly Piece[] =>
  parts.flatMap((part, index) => (index === 0 ? part : [between, ...part]));

const pairs = (set: AttrsValue, write: (name: string, value: Slot) => readonly Piece[]): (readonly Piece[])[] =>
  sortedNames(set).map((name) => write(name, set.at(name)));

interface LuaStyle {
  readonly multiline: boolean;
  readonly indent: string;
}

function lua(slot: Slot, style: LuaStyle, site: Site): Value {
  return deeper(() =>
    lift(force(slot), (value) => {
      switch (value.kind) {
        case 'null':
          return string('nil');
        case 'int':
        case 'float':
        case 'string':
        case 'bool':
          return json(value, site);
        case 'path':
          return json(interpolated(value, site), site);
        case 'list':
          return (
            value.open ??
            luaTable(
              value.items.map((item) => [lua(item, inner(style), site)]),
              style,
            )
          );
        case 'attrs':
          return decide(
            isDerivation(value, site),
            () => json(interpolated(value, site), site),
            () =>
              decide(
                hasTag(value, 'lua-inline', site),
                () => concatPieces(['(', selectAttr(value, 'expr', site), ')']),
                () =>
                  value.open ??
                  luaTable(
                    pairs(value, (name, item) => [`[${JSON.stringify(name)}] = `, lua(item, inner(style), site)]),
                    style,
                  ),
                site,
              ),
            site,
          );
        default:
          return fail('abort', `generators.toLua: type ${typeName(value)} is unsupported`, site);
      }
    }),
  );
}

const inner = (style: LuaStyle): LuaStyle => ({ ...style, indent: `${style.indent}  ` });

function luaTable(parts: readonly (readonly Piece[])[], style: LuaStyle): Value {
  if (parts.length === 0) return string('{}');
  const before = style.multiline ? `\n${style.indent}  ` : ' ';
  return concatPieces(['{', before, ...joined(parts, `,${before}`), style.multiline ? `\n${style.indent}` : ' ', '}']);
}

function luaBindings(slot: Slot, style: LuaStyle, site: Site): Value {
  return lift(force(slot), (value) => {
    if (value.kind !== 'attrs') return fail('type', `expected a set but found a ${typeName(value)}`, site);
    const bad = sortedNames(value).find((name) => !/^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/.test(name));
    if (bad !== undefined) return fail('throw', `Bad Lua var names: ${bad}`, site);
    return (
      value.open ??
      concatPieces(pairs(value, (name, item) => [`${style.indent}${name} = `, lua(item, style, site), '\n']).flat())
    );
  });
}

const toLua = (args: Slot, value: Slot, site: Site): Value =>
  withArguments(args, site, (given) =>
    expectBool(given('multiline') ?? TRUE, site, (multiline) =>
      expectString(given('indent') ?? EMPTY_STRING, site, (indent) =>
        expectBool(given('asBindings') ?? FALSE, site, (bindings) => {
          const style = { multiline: multiline.value, indent: indent.text };
          return bindings.value ? luaBindings(value, style, site) : lua(value, style, site);
        }),
      ),
    ),
  );

function dhall(slot: Slot, site: Site): Value {
  return deeper(() =>
    lift(force(slot), (value) => {
      switch (value.kind) {
        case 'attrs':
          return (
            value.open ??
            concatPieces([
              '{ ',
              ...joined(
                pairs(value, (name, item) => [`${name} = `, dhall(item, site)]),
                ', ',
              ),
              ' }',
            ])
          );
        case 'list':
          return (
            value.open ??
            concatPieces([
              '[ ',
              ...joined(
                value.items.map((item) => [dhall(item, site)]),
                ', ',
              ),
              ' ]',
            ])
          );
        case 'int':
          return string(`${value.value < 0 ? '' : '+'}${value.value}`);
        case 'bool':
          return string(value.value ? 'True' : 'False');
        case 'lambda':
        case 'primop':
        case 'null':
          return fail('abort', `generators.toDhall: cannot convert a ${typeName(value)} to Dhall`, site);
        default:
          return json(value, site);
      }
    }),
  );
}

const LUA_INLINE: Row = unary('mkLuaInline', (expr) =>
  attrs([
    ['_type', string('lua-inline')],
    ['expr', expr],
  ]),
);

export const CODE_ROWS: readonly Row[] = [
  binary('toJSON', (_args, value, site) => json(value, site)),
  binary('toYAML', (_args, value, site) => json(value, site)),
  binary('toLua', toLua),
  LUA_INLINE,
  binary('toDhall', (_args, value, site) => dhall(value, site)),
];
