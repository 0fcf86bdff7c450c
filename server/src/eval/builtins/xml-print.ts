// builtins.toXML: a value as XML text, as Nix indents it.

import { meter, SIZE_LIMIT, spend, spendText, tooDeep, tooLarge } from '../budget';
import { byteOrder } from '../compare';
import type { Row } from '../primop';
import type { Site } from '../site';
import { shortFloat } from '../strings';
import { force } from '../thunk';
import { doubt } from '../unknowns';
import { type AttrsValue, type LambdaValue, type Slot, string, type Value } from '../values';
import { sortedNames } from './attrs';
import { unary } from './row';

type Attributes = readonly (readonly [name: string, value: string])[];

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '&quot;',
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '\n': '&#xA;',
};

const written = (attributes: Attributes): string =>
  attributes
    .map(([name, value]) => ` ${name}="${value.replace(/["<>&\n]/g, (character) => ESCAPES[character] ?? character)}"`)
    .join('');

/** The text, or what stops it: an error, or something that is not known. */
function xmlOf(root: Slot, site: Site): Value {
  let text = '';
  let stop: Value | undefined;
  const derivations = new Set<string>();

  function line(level: number, content: string): void {
    text += `${'  '.repeat(level)}<${content}>\n`;
    if (text.length > SIZE_LIMIT) stop ??= tooLarge('XML');
  }
  const empty = (level: number, name: string, attributes: Attributes = []): void =>
    line(level, `${name}${written(attributes)} /`);
  function element(level: number, name: string, attributes: Attributes, inside: () => void): void {
    line(level, name + written(attributes));
    inside();
    line(level, `/${name}`);
  }

  function print(slot: Slot, level: number): void {
    stop ??= meter.depth >= meter.depthLimit ? tooDeep(site) : spend(1);
    if (stop !== undefined) return;
    meter.depth++;
    printValue(force(slot), level);
    meter.depth--;
  }

  function printValue(value: Value, level: number): void {
    switch (value.kind) {
      case 'null':
        empty(level, 'null');
        break;
      case 'bool':
      case 'int':
        empty(level, value.kind, [['value', String(value.value)]]);
        break;
      case 'float':
        empty(level, 'float', [['value', shortFloat(value.value)]]);
        break;
      case 'string':
        empty(level, 'string', [['value', value.text]]);
        break;
      case 'path':
        empty(level, 'path', [['value', value.path]]);
        break;
      case 'list':
        if (value.open !== undefined) stop ??= value.open;
        element(level, 'list', [], () => {
          for (const item of value.items) print(item, level + 1);
        });
        break;
      case 'attrs':
        printSet(value, level);
        break;
      case 'lambda':
        printFunction(value, level);
        break;
      case 'primop':
        empty(level, 'unevaluated');
        break;
      default:
        stop ??= value.kind === 'error' ? value : doubt(value, site);
    }
  }

  function printSet(value: AttrsValue, level: number): void {
    if (value.open !== undefined) stop ??= value.open;
    const type = textAt(value, 'type');
    if (type !== 'derivation') {
      element(level, 'attrs', [], () => printAttributes(value, level + 1));
      return;
    }
    const paths = ['drvPath', 'outPath'].flatMap((name): Attributes => {
      const path = textAt(value, name);
      return path === undefined ? [] : [[name, path]];
    });
    element(level, 'derivation', paths, () => {
      const drvPath = textAt(value, 'drvPath') ?? '';
      if (drvPath === '' || derivations.has(drvPath)) empty(level + 1, 'repeated');
      else printAttributes(value, level + 1);
      derivations.add(drvPath);
    });
  }

  function textAt(value: AttrsValue, name: string): string | undefined {
    const slot = value.get(name);
    const found = slot === undefined ? undefined : force(slot);
    if (found !== undefined) stop ??= found.kind === 'error' ? found : doubt(found, site);
    return found?.kind === 'string' ? found.text : undefined;
  }

  function printAttributes(value: AttrsValue, level: number): void {
    for (const name of sortedNames(value))
      element(level, 'attr', [['name', name]], () => print(value.at(name), level + 1));
  }

  function printFunction({ code }: LambdaValue, level: number): void {
    const { param, formals } = code.expr;
    const name: Attributes = param === undefined ? [] : [['name', param.name]];
    element(level, 'function', [], () => {
      if (formals === undefined) empty(level + 1, 'varpat', name);
      else
        element(level + 1, 'attrspat', code.ellipsis ? [['ellipsis', '1'], ...name] : name, () => {
          for (const { name: formal } of formals.items
            .map((item) => item.name)
            .sort((a, b) => byteOrder(a.name, b.name)))
            empty(level + 2, 'attr', [['name', formal]]);
        });
    });
  }

  print(root, 1);
  return stop ?? spendText(text.length) ?? string(`<?xml version='1.0' encoding='utf-8'?>\n<expr>\n${text}</expr>\n`);
}

export const XML: readonly Row[] = [unary('toXML', xmlOf)];
