// lib.generators.toPlist.

import { sortedNames } from '../../builtins/attrs';
import { binary } from '../../builtins/row';
import { expectBool, type Row } from '../../primop';
import type { Site } from '../../site';
import { coerce, concatPieces } from '../../strings';
import { force } from '../../thunk';
import { lift } from '../../unknowns';
import { EMPTY_STRING, FALSE, fail, type Slot, string, type Value } from '../../values';
import { escapeXml } from '../strings/escape';
import { deeper, withArguments } from '../support';
import { joined } from './code';

interface Plist {
  readonly escape: (text: string) => string;
}

const PLIST_HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple Computer//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">\n';

function plist(slot: Slot, indent: string, style: Plist, site: Site): Value {
  return deeper(() =>
    lift(force(slot), (value) => {
      switch (value.kind) {
        case 'null':
          return EMPTY_STRING;
        case 'bool':
          return string(`${indent}<${value.value}/>`);
        case 'int':
          return string(`${indent}<integer>${value.value}</integer>`);
        case 'string':
          return string(`${indent}<string>${style.escape(value.text)}</string>`);
        case 'path':
          return string(`${indent}<string>${style.escape(value.path)}</string>`);
        case 'float':
          return concatPieces([`${indent}<real>`, coerce(value, site, true), '</real>']);
        case 'list':
          return (
            value.open ??
            element(
              'array',
              indent,
              value.items.map((item) => plist(item, `\t${indent}`, style, site)),
            )
          );
        case 'attrs':
          return (
            value.open ??
            element(
              'dict',
              indent,
              sortedNames(value).flatMap((name) => property(name, value.at(name), `\t${indent}`, style, site)),
            )
          );
        default:
          return fail('abort', 'generators.toPlist: should never happen', site);
      }
    }),
  );
}

const element = (name: string, indent: string, items: readonly Value[]): Value =>
  concatPieces([
    `${indent}<${name}>\n`,
    ...joined(
      items.map((item) => [item]),
      '\n',
    ),
    `\n${indent}</${name}>`,
  ]);

function property(name: string, slot: Slot, indent: string, style: Plist, site: Site): readonly Value[] {
  if (name === '_module' || force(slot).kind === 'null') return [];
  return [string(`${indent}<key>${style.escape(name)}</key>`), plist(slot, indent, style, site)];
}

const toPlist = (args: Slot, value: Slot, site: Site): Value =>
  withArguments(args, site, (given) =>
    expectBool(given('escape') ?? FALSE, site, (escaped) =>
      concatPieces([
        PLIST_HEAD,
        plist(value, '', { escape: escaped.value ? escapeXml : (text) => text }, site),
        '\n</plist>',
      ]),
    ),
  );

export const PLIST_ROWS: readonly Row[] = [binary('toPlist', toPlist)];
