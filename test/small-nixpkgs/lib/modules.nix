# Modules: how they are read, what they declare and define, and how that becomes one configuration.
{ lib }:
let
  inherit (builtins)
    attrNames
    concatMap
    filter
    head
    isAttrs
    isList
    length
    mapAttrs
    ;
  inherit (lib)
    getAttrFromPath
    isFunction
    isOption
    mkOption
    optional
    optionalAttrs
    setAttrByPath
    showOption
    types
    ;

  # Reading ---------------------------------------------------------------------------------------------------------

  ownKeys = [ "_class" "_file" "key" "disabledModules" "imports" "options" "config" "meta" "freeformType" ];

  # One module as a set of all that it can say.
  normalised =
    file: key: said:
    let
      isLong = said ? config || said ? options;
      unknown = attrNames (removeAttrs said ownKeys);
      extra =
        optional (said ? meta) { inherit (said) meta; }
        ++ optional (said ? freeformType) { _module.freeformType = said.freeformType; };
      config = if isLong then said.config or { } else removeAttrs said ownKeys;
    in
    if isLong && unknown != [ ] then
      throw "Module `${said._file or file}' has an unsupported attribute `${head unknown}' beside `options'."
    else
      {
        file = toString (said._file or file);
        key = toString (said.key or key);
        class = said._class or null;
        disabled = said.disabledModules or [ ];
        imports = said.imports or [ ];
        options = said.options or { };
        config = if extra == [ ] then config else lib.mkMerge ([ config ] ++ extra);
      };

  # Any form of a module, given the arguments that are known, and where to find those that modules define.
  readModule =
    known: defined: file: key: module:
    let
      wanted = mapAttrs (name: _: known.${name} or defined.${name}) (lib.functionArgs module);
      again = readModule known defined;
    in
    if isFunction module then
      again file key (module (known // wanted))
    else if isAttrs module && module ? _type then
      again file key { config = module; }
    else if isAttrs module then
      normalised file key module
    else if isList module then
      throw "Module imports can't be nested lists: one is in `${file}'."
    else
      again (toString module) (toString module) (import module);

  # All modules that are reached, without those that are disabled; the first ones last, as they are merged.
  reached =
    {
      known,
      defined,
      class,
      modulesPath,
    }:
    modules:
    let
      entriesOf =
        file: key: list:
        lib.imap1 (
          number: module:
          let
            read = readModule known defined file "${key}:anon-${toString number}" module;
          in
          if read.class != null && class != null && read.class != class then
            throw "The module `${read.file}' is of class ${read.class}, and those here are of class ${class}."
          else
            {
              inherit (read) key;
              module = read;
            }
        ) list;
      start = entriesOf "<unknown-file>" "" modules;
      next = { module, ... }: entriesOf module.file module.key module.imports;
      everything = builtins.genericClosure {
        startSet = start;
        operator = next;
      };
      keyOf =
        disabled:
        if isAttrs disabled then
          disabled.key
        else if lib.hasPrefix "/" (toString disabled) then
          toString disabled
        else
          "${modulesPath}/${disabled}";
      gone = concatMap ({ module, ... }: map keyOf module.disabled) everything;
      kept = filter (entry: !(builtins.elem entry.key gone));
      remaining = builtins.genericClosure {
        startSet = kept start;
        operator = entry: kept (next entry);
      };
    in
    lib.reverseList (map (entry: entry.module) (if gone == [ ] then everything else remaining));

  # Properties ------------------------------------------------------------------------------------------------------

  typeOf = value: if isAttrs value then value._type or null else null;

  # Sets of plain values, with the properties around them moved onto each attribute.
  pushedDown =
    config:
    let
      onto = property: map (mapAttrs (_: property)) (pushedDown config.content);
    in
    {
      merge = concatMap pushedDown (config.contents or [ ]);
      "if" = onto (lib.mkIf config.condition);
      override = onto (lib.mkOverride config.priority);
    }
    .${toString (typeOf config)} or [ config ];

  # Values whose conditions hold.
  discharged =
    value:
    {
      merge = concatMap discharged (value.contents or [ ]);
      "if" =
        if !(builtins.isBool value.condition) then
          throw "`mkIf' takes a Boolean, not `${builtins.typeOf value.condition}'."
        else if value.condition then
          discharged value.content
        else
          [ ];
    }
    .${toString (typeOf value)} or [ value ];

  priorityOf = value: if typeOf value == "override" then value.priority else lib.defaultOverridePriority;
  orderOf = value: if typeOf value == "order" then value.priority else lib.defaultOrderPriority;
  contentOf = wrapper: value: if typeOf value == wrapper then value.content else value;

  # The definitions of the highest priority, in order.
  winning =
    definitions:
    let
      priority = builtins.foldl' lib.min 9999 (map ({ value, ... }: priorityOf value) definitions);
      strongest = filter ({ value, ... }: priorityOf value == priority) definitions;
      bare = wrapper: map (definition: definition // { value = contentOf wrapper definition.value; });
      found = bare "override" strongest;
      isOrdered = builtins.any ({ value, ... }: typeOf value == "order") found;
    in
    {
      inherit priority;
      values =
        if isOrdered then bare "order" (builtins.sort (a: b: orderOf a.value < orderOf b.value) found) else found;
    };

  # Options ---------------------------------------------------------------------------------------------------------

  # Modules of a submodule are those of the file that declares it.
  located =
    file: option:
    let
      inherit (option) type;
      modules = type.getSubModules or null;
    in
    if !(option ? type) || modules == null then
      option
    else
      option // { type = type.substSubModules (map (lib.setDefaultModuleLocation file) modules); };

  # Several declarations of one option as one.
  declaredOnce =
    loc:
    builtins.foldl' (
      before:
      {
        file,
        option,
        position,
      }:
      let
        here = located file option;
        both = name: before.option ? ${name} && option ? ${name};
        one = here.type or before.option.type or null;
        type = if both "type" then before.option.type.typeMerge here.type.functor else one;
        clash = builtins.any both [ "default" "example" "description" "apply" ] || (both "type" && type == null);
      in
      if clash then
        throw "The option `${showOption loc}' in `${file}' is already declared in ${lib.showFiles before.files}."
      else
        {
          option = before.option // option // optionalAttrs (type != null) { inherit type; };
          files = before.files ++ [ file ];
          positions = before.positions ++ optional (position != null) position;
        }
    ) { option = { }; files = [ ]; positions = [ ]; };

  # What becomes of an option: the option itself with its value and who defines it.
  evaluatedOption =
    loc: declarations: definitions:
    let
      declared = declaredOnce loc declarations;
      inherit (declared) option;
      type = option.type or types.unspecified;
      name = showOption loc;
      given = concatMap ({ file, value }: map (one: { inherit file; value = one; }) (discharged value)) definitions;
      fallback = optional (option ? default) {
        file = head declared.files;
        value = lib.mkOptionDefault option.default;
      };
      won = winning (given ++ fallback);
      isReadTwice = option.readOnly or false && length (given ++ fallback) > 1;
      wrong = filter ({ value, ... }: !(type.check value)) won.values;
      merged =
        if isReadTwice then
          throw "The option `${name}' is read-only, but it's set multiple times:${lib.showDefs given}"
        else if won.values == [ ] then
          type.emptyValue.value or (throw "The option `${name}' was accessed but has no value defined.")
        else if wrong != [ ] then
          throw (
            "A definition for option `${name}' is not of type `${type.description}'."
            + " Definition values:${lib.showDefs wrong}"
          )
        else
          type.merge loc won.values;
    in
    option
    // {
      inherit loc type;
      value = (option.apply or lib.id) merged;
      isDefined = won.values != [ ];
      highestPrio = won.priority;
      definitions = lib.getValues won.values;
      definitionsWithLocations = won.values;
      files = lib.getFiles won.values;
      declarations = declared.files;
      declarationPositions = declared.positions;
      __toString = _: name;
    };

  # One level of the tree of options: which there are, and the definitions that belong to none of them.
  level =
    path: declarations: definitions:
    let
      pieces = concatMap (
        { file, value }:
        map (piece: { inherit file piece; }) (
          if isAttrs value then
            pushedDown value
          else
            throw (
              "In module `${file}', you're trying to define a value of type ${builtins.typeOf value}"
              + " for the option `${showOption path}'!"
            )
        )
      ) definitions;
      definitionsOf =
        name:
        concatMap (
          { file, piece }:
          optional (piece ? ${name}) {
            inherit file;
            value = piece.${name};
          }
        ) pieces;
      declarationsOf =
        name:
        concatMap (
          { file, options }:
          optional (options ? ${name}) {
            inherit file;
            option = options.${name};
            position = builtins.unsafeGetAttrPos name options;
          }
        ) declarations;
      declared = mapAttrs (
        name: _:
        let
          loc = path ++ [ name ];
          here = declarationsOf name;
          leaves = filter ({ option, ... }: isOption option) here;
        in
        if leaves == [ ] then
          level loc (map ({ file, option, ... }: { inherit file; options = option; }) here) (definitionsOf name)
        else if length leaves < length here then
          throw "The option `${showOption loc}' in module `${(head leaves).file}' would be a parent of other options."
        else
          {
            options = evaluatedOption loc here (definitionsOf name);
            strays = [ ];
          }
      ) (lib.mergeAttrsList (map ({ options, ... }: options) declarations));
      given = attrNames (lib.mergeAttrsList (map ({ piece, ... }: piece) pieces));
      others = filter (name: !(declared ? ${name})) given;
    in
    {
      options = mapAttrs (_: { options, ... }: options) declared;
      strays =
        concatMap ({ strays, ... }: strays) (builtins.attrValues declared)
        ++ concatMap (name: map (definition: definition // { loc = path ++ [ name ]; }) (definitionsOf name)) others;
    };

  # Options that every set of modules has.
  ownModule = prefix: specialArgs: extendModules: {
    _file = "lib/modules.nix";
    key = "lib/modules.nix";
    options._module = {
      args = mkOption {
        type = types.lazyAttrsOf types.raw;
        internal = prefix != [ ];
        description = "Further arguments of all modules.";
      };
      check = mkOption {
        type = types.bool;
        internal = true;
        default = true;
        description = "Whether definitions of what is not declared are refused.";
      };
      freeformType = mkOption {
        type = types.nullOr types.optionType;
        internal = true;
        default = null;
        description = "How definitions merge that no option is declared for.";
      };
      specialArgs = mkOption {
        type = types.raw;
        internal = true;
        readOnly = true;
        default = specialArgs;
        description = "Arguments that decide about imports, too.";
      };
    };
    config._module.args = { inherit extendModules; };
  };
in
rec {
  evalModules =
    {
      modules,
      specialArgs ? { },
      prefix ? [ ],
      class ? null,
    }@arguments:
    let
      known = { inherit lib options config specialArgs; } // specialArgs;
      all = reached {
        inherit known class;
        defined = config._module.args;
        modulesPath = toString (specialArgs.modulesPath or "");
      } (modules ++ [ (ownModule prefix specialArgs extendModules) ]);
      tree = level prefix (map ({ file, options, ... }: { inherit file options; }) all) (
        map ({ file, config, ... }: { inherit file; value = config; }) all
      );
      inherit (tree) options strays;
      declared = lib.mapAttrsRecursiveCond (value: !(isOption value)) (_: option: option.value) options;
      freeform = declared._module.freeformType;
      below = loc: lib.drop (length prefix) loc;
      config =
        if freeform == null || strays == [ ] then
          declared
        else
          lib.recursiveUpdate (freeform.merge prefix (
            map ({ file, loc, value }: { inherit file; value = setAttrByPath (below loc) value; }) strays
          )) declared;
      refused =
        let
          inherit (head strays) loc;
        in
        throw "The option `${showOption loc}' does not exist. Definition values:${
          lib.showDefs (filter (stray: stray.loc == loc) strays)
        }";
      extendModules =
        {
          modules ? [ ],
          specialArgs ? { },
          prefix ? arguments.prefix or [ ],
        }:
        evalModules (
          arguments
          // {
            inherit prefix;
            modules = arguments.modules ++ modules;
            specialArgs = arguments.specialArgs or { } // specialArgs;
          }
        );
      isRefused = config._module.check && freeform == null && strays != [ ];
    in
    {
      inherit options class;
      config = if isRefused then refused else removeAttrs config [ "_module" ];
      _module = {
        inherit (config._module) args check freeformType specialArgs;
      };
      type = types.submoduleWith { inherit modules specialArgs class; };
      inherit extendModules;
    };

  setDefaultModuleLocation = file: module: {
    _file = file;
    imports = [ module ];
  };

  # Properties.
  mkIf = condition: content: {
    _type = "if";
    inherit condition content;
  };
  mkMerge = contents: {
    _type = "merge";
    inherit contents;
  };
  mkOverride = priority: content: {
    _type = "override";
    inherit priority content;
  };
  mkOptionDefault = mkOverride 1500;
  mkDefault = mkOverride 1000;
  mkImageMediaOverride = mkOverride 60;
  mkForce = mkOverride 50;
  mkVMOverride = mkOverride 10;
  defaultOverridePriority = 100;
  mkOrder = priority: content: {
    _type = "order";
    inherit priority content;
  };
  mkBefore = mkOrder 500;
  mkAfter = mkOrder 1500;
  defaultOrderPriority = 1000;
  mkAssert = holds: message: content: mkIf (if holds then true else throw message) content;

  # For types that evaluate modules of their own: properties of values, and the winners among them.
  dischargeProperties = discharged;
  mergeDefinitions = loc: type: definitions: evaluatedOption loc [
    {
      file = "<unknown-file>";
      option = mkOption { inherit type; };
      position = null;
    }
  ] definitions;

  # The definitions of one option as those of another.
  mkAliasDefinitions = mkAliasAndWrapDefinitions lib.id;
  mkAliasAndWrapDefinitions = wrap: option: mkIf option.isDefined (wrap (mkMerge option.definitions));
  mkAliasAndWrapDefsWithPriority =
    wrap: option: mkIf option.isDefined (wrap (mkMerge (map (mkOverride option.highestPrio) option.definitions)));

  # Names that changed.
  doRename =
    {
      from,
      to,
      visible,
      warn,
      use,
    }:
    { config, options, ... }:
    let
      old = getAttrFromPath from options;
      # A key of settings is no option of its own.
      new = lib.attrByPath to { } options;
      missing = throw "Nothing takes the place of `${showOption from}': there is no `${showOption to}'.";
    in
    {
      options = setAttrByPath from (mkOption {
        inherit visible;
        type = new.type or (types.submodule { });
        description = "Alias of {option}`${showOption to}`.";
        apply = _: use (lib.attrByPath to missing config);
      });
      config = mkMerge [
        (optionalAttrs (options ? warnings) {
          warnings = optional (warn && old.isDefined) (
            "The option `${showOption from}' defined in ${lib.showFiles old.files}"
            + " has been renamed to `${showOption to}'."
          );
        })
        (mkAliasAndWrapDefsWithPriority (setAttrByPath to) old)
      ];
    };
  mkRenamedOptionModule =
    from: to:
    doRename {
      inherit from to;
      visible = false;
      warn = true;
      use = builtins.trace "`${showOption from}' is now called `${showOption to}'.";
    };
  mkAliasOptionModule =
    from: to:
    doRename {
      inherit from to;
      visible = true;
      warn = false;
      use = lib.id;
    };
  mkRemovedOptionModule =
    path: instead:
    { options, ... }:
    let
      old = getAttrFromPath path options;
    in
    {
      options = setAttrByPath path (mkOption {
        visible = false;
        apply = _: throw "The option `${showOption path}' can no longer be used since it's been removed. ${instead}";
      });
      config.assertions = [
        {
          assertion = !old.isDefined;
          message =
            "The option definition `${showOption path}' in ${lib.showFiles old.files} no longer has any effect;"
            + " take it away.\n${instead}";
        }
      ];
    };
}
