// What of the program's source is text for people: sentences that are said in the language of the user, and texts that
// are not.
import { parseAst } from 'vitest/node';

export interface Sentence {
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

export type Untranslated = Sentence;

/** A node of the syntax tree, as ESTree has it. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [name: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

/** Functions whose first argument is a sentence: `l10n.t`, and those that put places or code into one. */
const SPEAKERS = /(?:^|\.)l10n\s*\.t$|^(?:inWords|phrase)$/;
/** Functions whose arguments are for whoever maintains the program. */
const UNSEEN = /(?:^|\.)(?:logger|log|console)\??\.\w+$|^(?:\w*Error|RegExp|String\.raw)$|\.debug$/;

/** The sentences of a file. Fails where one is not written out: then nobody can know what is to be translated. */
export function sentencesIn(code: string, file: string): readonly Sentence[] {
  const found: Sentence[] = [];
  const visit = (node: Node): void => {
    const call = callOf(node, code);
    if (call !== undefined && SPEAKERS.test(call.callee)) {
      const text = plainText(call.args[0]);
      if (text !== undefined) found.push({ text, file, line: lineOf(node, code) });
      else if (!isPassedOn(call.args[0]))
        throw new Error(`${file}:${lineOf(node, code)}: not a sentence that is written out`);
    }
    childrenOf(node).forEach(visit);
  };
  visit(treeOf(code));
  return found;
}

/** Texts of a file that are for people and in no language but English. */
export function untranslatedIn(code: string, file: string): readonly Untranslated[] {
  const found: Untranslated[] = [];
  const visit = (node: Node, parent: Node | undefined): void => {
    if (isType(node) || node.type === 'ImportDeclaration' || node.type === 'TaggedTemplateExpression') return;
    const call = callOf(node, code);
    if (call !== undefined && UNSEEN.test(call.callee)) return;
    if (call !== undefined && SPEAKERS.test(call.callee)) {
      for (const value of call.args.slice(1)) visit(value, node);
      return;
    }
    const text = textOfNode(node);
    if (text !== undefined && (isProse(text) || (isLabel(node, parent) && /[A-Za-z]{2}/.test(text))))
      found.push({ text, file, line: lineOf(node, code) });
    for (const child of childrenOf(node)) visit(child, node);
  };
  visit(treeOf(code), undefined);
  return found;
}

const treeOf = (code: string): Node => {
  const tree: unknown = parseAst(code, { lang: 'ts' });
  if (!isNode(tree)) throw new Error('no syntax tree');
  return tree;
};

const lineOf = ({ start }: Node, code: string): number => code.slice(0, start).split('\n').length;

/** Types say nothing; what they are asserted of does. */
const isType = ({ type }: Node): boolean => type.startsWith('TS') && !/^TS(?:As|Satisfies|NonNull)/.test(type);

function callOf(node: Node, code: string): { readonly callee: string; readonly args: readonly Node[] } | undefined {
  const { type, callee, arguments: args } = node;
  if ((type !== 'CallExpression' && type !== 'NewExpression') || !isNode(callee) || !Array.isArray(args))
    return undefined;
  return { callee: code.slice(callee.start, callee.end), args: args.filter(isNode) };
}

/** A text as it is written out, in one piece or several. */
function plainText(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node?.type !== 'BinaryExpression' || node.operator !== '+' || !isNode(node.left) || !isNode(node.right))
    return undefined;
  const [left, right] = [plainText(node.left), plainText(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}

/** What those functions are made of: they hand on what they are given. */
const isPassedOn = (node: Node | undefined): boolean =>
  node?.type === 'Identifier' && (node.name === 'sentence' || node.name === 'text');

/** Of a template the words, with `{}` for what is put in. */
function textOfNode(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return undefined;
  return node.quasis.map((part: { readonly value: { readonly cooked: string } }) => part.value.cooked).join('{}');
}

/** Several words, or words that are put before or behind others. */
const isProse = (text: string): boolean =>
  /[A-Za-z]{2,}[,.:;]? +[A-Za-z{`“]/.test(text) ||
  /[a-z]{2}[.?!]$/.test(text) ||
  /^ [(a-z]+|[a-z]+:? $/.test(text) ||
  /\{\} [a-z]{2}/.test(text);

/** What VS Code and the protocol show where it has one of these names. */
const LABELS: ReadonlySet<string> = new Set([
  'label',
  'title',
  'message',
  'detail',
  'description',
  'tooltip',
  'placeholder',
  'placeHolder',
  'prompt',
  'spoken',
  'reason',
  'explanation',
]);

/** Lines of a hover. */
const LINES: ReadonlySet<string> = new Set(['text', 'item', 'heading']);

function isLabel(node: Node, parent: Node | undefined): boolean {
  if (parent?.type === 'CallExpression' && isNode(parent.callee)) return LINES.has(String(parent.callee.name));
  if (parent?.type !== 'Property' || parent.value !== node || !isNode(parent.key)) return false;
  return parent.key.type === 'Identifier' && LABELS.has(String(parent.key.name));
}
