// A NixOS of two dozen lines for real Nix: its own evaluator of modules, which says what conflicts in the exact words
// of the real one. Finds `<nixos-config>` as the real one does.

/** The files of it, as a fixture; `<nixpkgs>` is the folder `/nixpkgs`. */
export const SMALL_NIXOS = `#- /nixpkgs/nixos/default.nix
{ configuration ? import <nixos-config>, file ? toString <nixos-config> }:
let
  b = builtins;
  lib.mkForce = content: { _type = "override"; inherit content; };
  # Every module with its file: those that are imported, and what it says itself.
  modulesOf = file: module:
    let value = if b.isFunction module then module { inherit lib; } else module;
    in b.concatMap (path: modulesOf (toString path) (import path)) (value.imports or [ ])
      ++ [ { inherit file; config = removeAttrs value [ "imports" "specialisation" ]; children = value.specialisation or { }; } ];
  # Every leaf with its path.
  leaves = file: path: value:
    if b.isAttrs value && !(value ? _type)
    then b.concatMap (name: leaves file (path ++ [ name ]) value.\${name}) (b.attrNames value)
    else [ {
      inherit file path;
      name = b.concatStringsSep "." path;
      forced = value ? _type;
      value = if b.isAttrs value then value.content else value;
    } ];
  evaluate = prefix: modules:
    let
      all = b.concatMap (module: leaves module.file [ ] module.config) modules;
      merge = name: found:
        let
          forced = b.filter (each: each.forced) found;
          winners = if forced == [ ] then found else forced;
          first = b.head winners;
          shown = each: "\\n- In \`\${each.file}': \${b.toJSON each.value}";
        in if b.all (each: each.value == first.value) winners then first.value
          else throw "The option \`\${prefix}\${name}' has conflicting definition values:\${b.concatStringsSep "" (map shown winners)}\\nUse \`lib.mkForce value\` or \`lib.mkDefault value\` to change the priority on any of these definitions.";
    in b.mapAttrs merge (b.groupBy (each: each.name) all);
  base = modulesOf file configuration;
  children = b.foldl' (all: module: all // module.children) { } base;
  system = values: { system.build.toplevel.drvPath = b.deepSeq values "/nix/store/00000000000000000000000000000000-system.drv"; };
  specialised = b.mapAttrs (name: child: {
    configuration = system (evaluate "specialisation.\${name}.configuration." (base ++ modulesOf file child.configuration));
  }) children;

in { config = system (evaluate "" base) // { specialisation = specialised; }; }
`;
