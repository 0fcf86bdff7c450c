// The node types of the grammar as small numbers of our own: the only place that spells tree-sitter's names.
import type { Language } from 'web-tree-sitter';

export const Kind = {
  Token: 0,
  Equals: 1,
  Semicolon: 2,
  Comma: 3,
  Operator: 4,
  Or: 5,
  Quote: 6,
  Comment: 7,
  Error: 9,
  Identifier: 10,
  Integer: 11,
  Float: 12,
  Uri: 13,
  SearchPath: 14,
  Path: 15,
  Text: 16,
  String: 17,
  IndentedString: 18,
  Interpolation: 19,
  Variable: 20,
  Select: 21,
  HasAttr: 22,
  Apply: 23,
  Function: 24,
  Formals: 25,
  Formal: 26,
  Ellipsis: 27,
  Let: 28,
  LetAttrs: 29,
  With: 30,
  If: 31,
  Assert: 32,
  List: 33,
  Attrs: 34,
  RecAttrs: 35,
  Unary: 36,
  Binary: 37,
  Paren: 38,
  BindingSet: 39,
  Binding: 40,
  Inherit: 41,
  InheritFrom: 42,
  InheritedAttrs: 43,
  AttrPath: 44,
  Source: 45,
  Dot: 46,
  OpenBrace: 47,
} as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

const NAMED: Readonly<Record<string, Kind>> = {
  identifier: Kind.Identifier,
  keyword: Kind.Token,
  integer_expression: Kind.Integer,
  float_expression: Kind.Float,
  uri_expression: Kind.Uri,
  spath_expression: Kind.SearchPath,
  path_expression: Kind.Path,
  hpath_expression: Kind.Path,
  path_fragment: Kind.Text,
  string_fragment: Kind.Text,
  escape_sequence: Kind.Text,
  dollar_escape: Kind.Text,
  string_expression: Kind.String,
  indented_string_expression: Kind.IndentedString,
  interpolation: Kind.Interpolation,
  variable_expression: Kind.Variable,
  select_expression: Kind.Select,
  has_attr_expression: Kind.HasAttr,
  apply_expression: Kind.Apply,
  function_expression: Kind.Function,
  formals: Kind.Formals,
  formal: Kind.Formal,
  ellipses: Kind.Ellipsis,
  let_expression: Kind.Let,
  let_attrset_expression: Kind.LetAttrs,
  with_expression: Kind.With,
  if_expression: Kind.If,
  assert_expression: Kind.Assert,
  list_expression: Kind.List,
  attrset_expression: Kind.Attrs,
  rec_attrset_expression: Kind.RecAttrs,
  unary_expression: Kind.Unary,
  binary_expression: Kind.Binary,
  parenthesized_expression: Kind.Paren,
  binding_set: Kind.BindingSet,
  binding: Kind.Binding,
  inherit: Kind.Inherit,
  inherit_from: Kind.InheritFrom,
  inherited_attrs: Kind.InheritedAttrs,
  attrpath: Kind.AttrPath,
  source_code: Kind.Source,
  comment: Kind.Comment,
};

const ANONYMOUS: Readonly<Record<string, Kind>> = {
  '=': Kind.Equals,
  ';': Kind.Semicolon,
  ',': Kind.Comma,
  '.': Kind.Dot,
  '{': Kind.OpenBrace,
  or: Kind.Or,
  '"': Kind.Quote,
  "''": Kind.Quote,
  ...Object.fromEntries(
    '! - == != < <= > >= && || + * / -> // ++'.split(' ').map((operator) => [operator, Kind.Operator]),
  ),
};

/** Looks up the kind of a node type id. tree-sitter gives ERROR the id 65535, outside its table. */
export type KindOf = (typeId: number) => Kind;

export function kindsOf(language: Language): KindOf {
  const table: Kind[] = [];
  for (let id = 0; id < language.nodeTypeCount; id++) {
    const name = language.nodeTypeForId(id) ?? '';
    table.push((language.nodeTypeIsNamed(id) ? NAMED : ANONYMOUS)[name] ?? Kind.Token);
  }
  return (typeId) => table[typeId] ?? Kind.Error;
}
