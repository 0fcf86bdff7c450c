// builtins.toXML: a value as XML text, as Nix indents it.

import { meter, SIZE_LIMIT, spend, spendText, tooDeep, tooLarge } from '../budget';
import { byteOrder } from '../byte-order';
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
const xmlOf = (root: Slot, site: Site): Value => new XmlWriter(site).of(root);

class XmlWriter {
  private text = '';
  private stop: Value | undefined;
  private readonly derivations = new Set<string>();

  constructor(private readonly site: Site) {}

  of(root: Slot): Value {
    this.print(root, 1);
    const { stop, text } = this;
    return stop ?? spendText(text.length) ?? string(`<?xml version='1.0' encoding='utf-8'?>\n<expr>\n${text}</expr>\n`);
  }

  private line(level: number, content: string): void {
    this.text += `${'  '.repeat(level)}<${content}>\n`;
    if (this.text.length > SIZE_LIMIT) this.stop ??= tooLarge('XML');
  }

  private empty(level: number, name: string, attributes: Attributes = []): void {
    this.line(level, `${name}${written(attributes)} /`);
  }

  private element(level: number, name: string, attributes: Attributes, inside: () => void): void {
    this.line(level, name + written(attributes));
    inside();
    this.line(level, `/${name}`);
  }

  private print(slot: Slot, level: number): void {
    this.stop ??= meter.depth >= meter.depthLimit ? tooDeep(this.site) : spend(1);
    if (this.stop !== undefined) return;
    meter.depth++;
    this.printValue(force(slot), level);
    meter.depth--;
  }

  private printValue(value: Value, level: number): void {
    switch (value.kind) {
      case 'null':
        this.empty(level, 'null');
        break;
      case 'bool':
      case 'int':
        this.empty(level, value.kind, [['value', String(value.value)]]);
        break;
      case 'float':
        this.empty(level, 'float', [['value', shortFloat(value.value)]]);
        break;
      case 'string':
        this.empty(level, 'string', [['value', value.text]]);
        break;
      case 'path':
        this.empty(level, 'path', [['value', value.path]]);
        break;
      case 'list':
        if (value.open !== undefined) this.stop ??= value.open;
        this.element(level, 'list', [], () => {
          for (const item of value.items) this.print(item, level + 1);
        });
        break;
      case 'attrs':
        this.printSet(value, level);
        break;
      case 'lambda':
        this.printFunction(value, level);
        break;
      case 'primop':
        this.empty(level, 'unevaluated');
        break;
      default:
        this.stop ??= value.kind === 'error' ? value : doubt(value, this.site);
    }
  }

  private printSet(value: AttrsValue, level: number): void {
    if (value.open !== undefined) this.stop ??= value.open;
    if (this.textAt(value, 'type') !== 'derivation') {
      this.element(level, 'attrs', [], () => this.printAttributes(value, level + 1));
      return;
    }
    const paths = ['drvPath', 'outPath'].flatMap((name): Attributes => {
      const path = this.textAt(value, name);
      return path === undefined ? [] : [[name, path]];
    });
    this.element(level, 'derivation', paths, () => {
      const drvPath = this.textAt(value, 'drvPath') ?? '';
      if (drvPath === '' || this.derivations.has(drvPath)) this.empty(level + 1, 'repeated');
      else this.printAttributes(value, level + 1);
      this.derivations.add(drvPath);
    });
  }

  private textAt(value: AttrsValue, name: string): string | undefined {
    const slot = value.get(name);
    const found = slot === undefined ? undefined : force(slot);
    if (found !== undefined) this.stop ??= found.kind === 'error' ? found : doubt(found, this.site);
    return found?.kind === 'string' ? found.text : undefined;
  }

  private printAttributes(value: AttrsValue, level: number): void {
    for (const name of sortedNames(value))
      this.element(level, 'attr', [['name', name]], () => this.print(value.at(name), level + 1));
  }

  private printFunction({ code }: LambdaValue, level: number): void {
    const { param, formals } = code.expr;
    const name: Attributes = param === undefined ? [] : [['name', param.name]];
    this.element(level, 'function', [], () => {
      if (formals === undefined) {
        this.empty(level + 1, 'varpat', name);
        return;
      }
      const names = formals.items.map((item) => item.name.name).sort(byteOrder);
      this.element(level + 1, 'attrspat', code.ellipsis ? [['ellipsis', '1'], ...name] : name, () => {
        for (const formal of names) this.empty(level + 2, 'attr', [['name', formal]]);
      });
    });
  }
}

export const XML: readonly Row[] = [unary('toXML', xmlOf)];
