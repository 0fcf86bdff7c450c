# Packages as functions of what they need.
{ lib }:
{
  makeOverridable =
    f: arguments:
    let
      made = f arguments;
      change = changes: arguments // (lib.toFunction changes) arguments;
    in
    if builtins.isAttrs made then
      made // { override = changes: lib.makeOverridable f (change changes); }
    else
      made;

  callPackageWith =
    scope: file: arguments:
    let
      f = if builtins.isFunction file then file else import file;
    in
    lib.makeOverridable f (builtins.intersectAttrs (builtins.functionArgs f) scope // arguments);
}
