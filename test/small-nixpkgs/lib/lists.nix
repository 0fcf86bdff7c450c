# Functions of lists.
{ lib }:
let
  inherit (builtins) elemAt filter genList length;
  within = low: high: value: if value < low then low else if high < value then high else value;
in
rec {
  inherit (builtins)
    all
    any
    concatLists
    concatMap
    elem
    elemAt
    filter
    foldl'
    genList
    groupBy
    head
    isList
    length
    map
    sort
    tail
    partition
    ;

  singleton = value: [ value ];
  optional = condition: value: if condition then [ value ] else [ ];
  optionals = condition: list: if condition then list else [ ];
  toList = value: if isList value then value else [ value ];
  forEach = list: f: map f list;
  count = test: list: length (filter test list);
  remove = unwanted: filter (value: value != unwanted);
  subtractLists = unwanted: filter (value: !(elem value unwanted));
  intersectLists = wanted: filter (value: elem value wanted);
  flatten = value: if isList value then concatMap flatten value else [ value ];
  foldr =
    step: end: list:
    let
      from = at: if at == length list then end else step (elemAt list at) (from (at + 1));
    in
    from 0;
  imap0 = f: list: genList (at: f at (elemAt list at)) (length list);
  imap1 = f: imap0 (at: f (at + 1));
  range = first: last: if last < first then [ ] else genList (at: first + at) (last - first + 1);
  reverseList = list: genList (at: elemAt list (length list - 1 - at)) (length list);
  sublist =
    start: size: list:
    genList (at: elemAt list (start + at)) (within 0 size (length list - start));
  take = sublist 0;
  drop = size: list: sublist size (length list) list;
  last = list: assert list != [ ]; elemAt list (length list - 1);
  init = list: assert list != [ ]; take (length list - 1) list;
  zipListsWith =
    f: left: right:
    genList (at: f (elemAt left at) (elemAt right at)) (lib.min (length left) (length right));
  findFirst =
    test: fallback: list:
    let
      found = filter test list;
    in
    if found == [ ] then fallback else head found;
  unique = foldl' (seen: value: if elem value seen then seen else seen ++ [ value ]) [ ];
  mutuallyExclusive = left: right: intersectLists left right == [ ];
  naturalSort = sort (a: b: a < b);
}
