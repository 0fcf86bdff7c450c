# Types of options: which values they take, and how definitions become one value.
{ lib }:
let
  inherit (builtins)
    all
    elem
    head
    isAttrs
    isBool
    isFloat
    isInt
    isList
    isString
    length
    mapAttrs
    ;
  inherit (lib)
    concatMapStringsSep
    mergeEqualOption
    mergeOneOption
    optionalAttrs
    ;

  # A description within another one, in brackets unless its class is one of those that read well there.
  within =
    classes: type:
    if elem type.descriptionClass classes then type.description else "(${type.description})";

  # A type without parts that takes what passes a check.
  scalar =
    name: description: check:
    mkOptionType {
      inherit name description check;
      descriptionClass = "noun";
      merge = mergeEqualOption;
    };

  # The functor of a type made of others.
  made = name: type: payload: merge: {
    inherit name type payload;
    wrapped = null;
    binOp = merge;
  };
  ofElement = name: make: elemType: made name (payload: make payload.elemType) { inherit elemType; } sameElement;
  sameElement =
    one: other:
    let
      elemType = one.elemType.typeMerge other.elemType.functor;
    in
    if elemType == null then null else { inherit elemType; };

  mkOptionType =
    {
      name,
      description ? name,
      descriptionClass ? null,
      check ? _: true,
      merge ? lib.mergeDefaultOption,
      emptyValue ? { },
      getSubOptions ? _: { },
      getSubModules ? null,
      substSubModules ? _: null,
      nestedTypes ? { },
      functor ? made name (_: null) null null,
      ...
    }@given:
    let
      self = {
        _type = "option-type";
        inherit
          check
          description
          descriptionClass
          emptyValue
          functor
          getSubModules
          getSubOptions
          merge
          name
          nestedTypes
          substSubModules
          ;
        deprecationMessage = null;
        typeMerge =
          given.typeMerge or (
            other:
            if functor.name != other.name then
              null
            else if functor.payload == null then
              if other.payload == null then self else null
            else
              let
                payload = functor.binOp functor.payload other.payload;
              in
              if payload == null then null else functor.type payload
          );
      };
    in
    self;

  eachDefinition = f: map ({ file, value }: { inherit file; value = f value; });

  types = rec {
    inherit mkOptionType;
    isOptionType = value: value._type or null == "option-type";
    isType = name: value: value._type or null == name;

    # Anything.
    raw = mkOptionType {
      name = "raw";
      description = "raw value";
      descriptionClass = "noun";
      merge = mergeOneOption;
    };
    unspecified = mkOptionType {
      name = "unspecified";
      description = "unspecified value";
      descriptionClass = "noun";
    };
    anything = mkOptionType {
      name = "anything";
      description = "anything";
      descriptionClass = "noun";
      merge =
        loc: definitions:
        let
          are = test: all ({ value, ... }: test value) definitions;
        in
        if are isAttrs && !(are lib.isDerivation) then
          (lazyAttrsOf anything).merge loc definitions
        else if are isList && length definitions > 1 then
          builtins.concatLists (lib.getValues definitions)
        else
          mergeEqualOption loc definitions;
    };
    optionType = mkOptionType {
      name = "optionType";
      description = "optionType";
      descriptionClass = "noun";
      check = isOptionType;
      merge =
        loc: definitions:
        builtins.foldl' (one: other: one.typeMerge other.functor) (head definitions).value (
          builtins.tail (lib.getValues definitions)
        );
    };

    # Scalars.
    bool = scalar "bool" "boolean" isBool;
    boolByOr = mkOptionType {
      name = "boolByOr";
      description = "boolean (merged using or)";
      descriptionClass = "noun";
      check = isBool;
      merge = _: definitions: builtins.any (value: value) (lib.getValues definitions);
    };
    int = scalar "int" "signed integer" isInt;
    float = scalar "float" "floating point number" isFloat;
    number = either int float;
    ints =
      let
        within' = low: high: value: isInt value && low <= value && value <= high;
        range = low: high: "between ${toString low} and ${toString high} (both inclusive)";
        sized =
          name: bits: low: high:
          let
            sign = if low < 0 then "signed" else "unsigned";
          in
          scalar name "${toString bits} bit ${sign} integer; ${range low high}" (within' low high);
      in
      rec {
        between = low: high: scalar "intBetween" "integer ${range low high}" (within' low high);
        unsigned = scalar "unsignedInt" "unsigned integer, meaning >=0" (value: isInt value && 0 <= value);
        positive = scalar "positiveInt" "positive integer, meaning >0" (value: isInt value && 0 < value);
        u8 = sized "unsignedInt8" 8 0 255;
        u16 = sized "unsignedInt16" 16 0 65535;
        u32 = sized "unsignedInt32" 32 0 4294967295;
        s8 = sized "signedInt8" 8 (-128) 127;
        s16 = sized "signedInt16" 16 (-32768) 32767;
      };
    port = ints.u16;
    str = scalar "str" "string" isString;
    nonEmptyStr = scalar "nonEmptyStr" "non-empty string" (
      value: isString value && builtins.match "[[:space:]]*" value == null
    );
    strMatching =
      pattern:
      (scalar "strMatching ${lib.escapeNixString pattern}" "string matching the pattern ${pattern}" (
        value: isString value && builtins.match pattern value != null
      ))
      // {
        descriptionClass = "nonRestrictiveClause";
      };
    singleLineStr = mkOptionType {
      name = "singleLineStr";
      description = "(optionally newline-terminated) single-line string";
      check = value: isString value && builtins.match "[^\n\r]*\n?" value != null;
      merge = loc: definitions: mergeEqualOption loc (eachDefinition (lib.removeSuffix "\n") definitions);
    };
    path = scalar "path" "absolute path" (value: lib.hasPrefix "/" (textOf value));
    pathInStore = scalar "pathInStore" "path in the Nix store" (
      value: lib.hasPrefix "${builtins.storeDir}/" (textOf value)
    );
    textOf = value: if isString value || builtins.isPath value || value ? outPath then toString value else "";
    enum =
      values:
      let
        shown = value: if isString value then "\"${value}\"" else builtins.toJSON value;
        self = mkOptionType {
          name = "enum";
          description =
            if length values == 1 then
              "value ${shown (head values)} (singular enum)"
            else
              "one of ${concatMapStringsSep ", " shown values}";
          descriptionClass = if length values == 1 then "noun" else "conjunction";
          check = value: elem value values;
          merge = mergeEqualOption;
          functor = made "enum" (payload: enum payload.values) { inherit values; } (
            one: other: { values = lib.unique (one.values ++ other.values); }
          );
        };
      in
      self;
    package = mkOptionType {
      name = "package";
      description = "package";
      descriptionClass = "noun";
      check = value: lib.isDerivation value || lib.isStorePath value;
      merge = mergeOneOption;
    };
    attrs = mkOptionType {
      name = "attrs";
      description = "attribute set";
      check = isAttrs;
      merge = _: definitions: lib.mergeAttrsList (lib.getValues definitions);
      emptyValue.value = { };
    };

    # Texts put together.
    separatedString =
      sep:
      mkOptionType {
        name = "separatedString";
        description = if sep == "" then "Concatenated string" else "strings concatenated with ${builtins.toJSON sep}";
        descriptionClass = "noun";
        check = isString;
        merge = _: definitions: builtins.concatStringsSep sep (lib.getValues definitions);
        functor = made "separatedString" (payload: separatedString payload.sep) { inherit sep; } (
          one: other: if one.sep == other.sep then one else null
        );
      };
    lines = separatedString "\n";
    commas = separatedString ",";
    envVar = separatedString ":";

    # Collections.
    listOf =
      elemType:
      mkOptionType {
        name = "listOf";
        description = "list of ${within [ "noun" "composite" ] elemType}";
        descriptionClass = "composite";
        check = isList;
        merge =
          loc: definitions:
          builtins.concatLists (
            lib.imap1 (
              number: { file, value }:
              map (merged: merged.value) (
                builtins.filter (merged: merged.isDefined) (
                  lib.imap1 (
                    entry: item:
                    lib.mergeDefinitions (
                      loc ++ [ "[definition ${toString number}-entry ${toString entry}]" ]
                    ) elemType [ { inherit file; value = item; } ]
                  ) value
                )
              )
            ) definitions
          );
        emptyValue.value = [ ];
        getSubOptions = prefix: elemType.getSubOptions (prefix ++ [ "*" ]);
        inherit (elemType) getSubModules;
        substSubModules = modules: listOf (elemType.substSubModules modules);
        functor = ofElement "listOf" listOf elemType;
        nestedTypes = { inherit elemType; };
      };
    nonEmptyListOf =
      elemType:
      let
        list = addCheck (listOf elemType) (value: value != [ ]);
      in
      list
      // {
        description = "non-empty ${list.description}";
        emptyValue = { };
      };
    attrsOf = elemType: attrsWith { inherit elemType; };
    lazyAttrsOf = elemType: attrsWith { inherit elemType; lazy = true; };
    attrsWith =
      {
        elemType,
        lazy ? false,
        placeholder ? "name",
      }:
      mkOptionType {
        name = if lazy then "lazyAttrsOf" else "attrsOf";
        description = "${if lazy then "lazy " else ""}attribute set of ${within [ "noun" "composite" ] elemType}";
        descriptionClass = "composite";
        check = isAttrs;
        merge =
          loc: definitions:
          let
            merged = lib.zipAttrsWith (name: lib.mergeDefinitions (loc ++ [ name ]) elemType) (
              map ({ file, value }: mapAttrs (_: item: { inherit file; value = item; }) value) definitions
            );
          in
          if lazy then
            mapAttrs (_: one: if one.isDefined then one.value else elemType.emptyValue.value or one.value) merged
          else
            mapAttrs (_: one: one.value) (lib.filterAttrs (_: one: one.isDefined) merged);
        emptyValue.value = { };
        getSubOptions = prefix: elemType.getSubOptions (prefix ++ [ "<${placeholder}>" ]);
        inherit (elemType) getSubModules;
        substSubModules =
          modules:
          attrsWith {
            inherit lazy placeholder;
            elemType = elemType.substSubModules modules;
          };
        functor = made "attrsWith" attrsWith { inherit elemType lazy placeholder; } (
          one: other:
          let
            both = sameElement one other;
          in
          if both == null || one.lazy != other.lazy then null else one // both
        );
        nestedTypes = { inherit elemType; };
      };

    # Types made of types.
    nullOr =
      elemType:
      mkOptionType {
        name = "nullOr";
        description = "null or ${within [ "noun" "conjunction" ] elemType}";
        descriptionClass = "conjunction";
        check = value: value == null || elemType.check value;
        merge =
          loc: definitions:
          let
            isNull = { value, ... }: value == null;
          in
          if all isNull definitions then
            null
          else if builtins.any isNull definitions then
            let
              files = lib.showFiles (lib.getFiles definitions);
            in
            throw "The option `${lib.showOption loc}' is defined both null and not null, in ${files}."
          else
            elemType.merge loc definitions;
        emptyValue.value = null;
        inherit (elemType) getSubOptions getSubModules;
        substSubModules = modules: nullOr (elemType.substSubModules modules);
        functor = ofElement "nullOr" nullOr elemType;
        nestedTypes = { inherit elemType; };
      };
    either =
      left: right:
      mkOptionType {
        name = "either";
        description = "${within [ "noun" "conjunction" ] left} or ${within [ "noun" "conjunction" "composite" ] right}";
        descriptionClass = "conjunction";
        check = value: left.check value || right.check value;
        merge =
          loc: definitions:
          let
            fits = type: all ({ value, ... }: type.check value) definitions;
          in
          if fits left then
            left.merge loc definitions
          else if fits right then
            right.merge loc definitions
          else
            mergeOneOption loc definitions;
        functor = made "either" (payload: either (head payload.elemType) (lib.last payload.elemType)) {
          elemType = [ left right ];
        } (_: _: null);
        nestedTypes = { inherit left right; };
      };
    oneOf = list: lib.foldr either (lib.last list) (lib.init list);
    coercedTo =
      coercedType: coerceFunc: finalType:
      mkOptionType {
        name = "coercedTo";
        description = "${within [ "noun" ] finalType} or ${within [ "noun" ] coercedType} convertible to it";
        check = value: (coercedType.check value && finalType.check (coerceFunc value)) || finalType.check value;
        merge =
          loc: definitions:
          finalType.merge loc (
            eachDefinition (value: if coercedType.check value then coerceFunc value else value) definitions
          );
        inherit (finalType) emptyValue getSubOptions getSubModules;
        substSubModules = modules: coercedTo coercedType coerceFunc (finalType.substSubModules modules);
        functor = made "coercedTo" (payload: coercedTo payload.coercedType payload.coerceFunc payload.finalType) {
          inherit coercedType coerceFunc finalType;
        } (_: _: null);
        nestedTypes = { inherit coercedType finalType; };
      };
    functionTo =
      elemType:
      mkOptionType {
        name = "functionTo";
        description = "function that evaluates to a(n) ${within [ "noun" "composite" ] elemType}";
        descriptionClass = "composite";
        check = lib.isFunction;
        merge =
          loc: definitions: argument:
          (lib.mergeDefinitions (loc ++ [ "<function body>" ]) elemType (
            eachDefinition (f: f argument) definitions
          )).value;
        getSubOptions = prefix: elemType.getSubOptions (prefix ++ [ "<function body>" ]);
        functor = ofElement "functionTo" functionTo elemType;
        nestedTypes = { inherit elemType; };
      };
    unique =
      { message }:
      type:
      type
      // {
        name = "unique";
        merge = lib.mergeUniqueOption { inherit message; inherit (type) merge; };
        functor = ofElement "unique" (unique { inherit message; }) type;
      };
    uniq = unique { message = ""; };
    addCheck =
      type: check:
      type
      // {
        check = value: type.check value && check value;
      };

    # Modules inside of options.
    submodule =
      module:
      submoduleWith {
        shorthandOnlyDefinesConfig = true;
        modules = lib.toList module;
      };
    submoduleWith =
      {
        modules,
        specialArgs ? { },
        shorthandOnlyDefinesConfig ? false,
        description ? null,
        class ? null,
      }@given:
      let
        evaluated = lib.evalModules {
          inherit specialArgs class;
          modules = [ { _module.args.name = lib.mkOptionDefault "‹name›"; } ] ++ modules;
        };
        freeform = evaluated._module.freeformType;
        isShort = value: isAttrs value && shorthandOnlyDefinesConfig;
        asModule = { file, value }: {
          _file = file;
        }
        // (if isShort value then { config = value; } else { imports = [ value ]; });
      in
      mkOptionType {
        name = "submodule";
        description =
          if description != null then
            description
          else if freeform != null then
            "open submodule of ${within [ "noun" "composite" ] freeform}"
          else
            "submodule";
        check = value: isAttrs value || lib.isFunction value || builtins.isPath value;
        merge =
          loc: definitions:
          (evaluated.extendModules {
            prefix = loc;
            modules = [ { _module.args.name = lib.last loc; } ] ++ map asModule definitions;
          }).config;
        emptyValue.value = { };
        getSubOptions =
          prefix:
          let
            inside = evaluated.extendModules {
              inherit prefix;
              modules = [ { _module.check = lib.mkForce false; } ];
            };
          in
          inside.options
          // optionalAttrs (freeform != null) { _freeformOptions = freeform.getSubOptions prefix; };
        getSubModules = modules;
        substSubModules = others: submoduleWith (given // { modules = others; });
        functor =
          made "submodule" submoduleWith
            { inherit modules specialArgs shorthandOnlyDefinesConfig description class; }
            (
              one: other:
              one
              // {
                modules = one.modules ++ other.modules;
                specialArgs = one.specialArgs // other.specialArgs;
                shorthandOnlyDefinesConfig = one.shorthandOnlyDefinesConfig || other.shorthandOnlyDefinesConfig;
                description = if one.description == null then other.description else one.description;
              }
            );
      };
    deferredModule = deferredModuleWith { };
    deferredModuleWith =
      {
        staticModules ? [ ],
      }:
      mkOptionType {
        name = "deferredModule";
        description = "module";
        descriptionClass = "noun";
        check = value: isAttrs value || lib.isFunction value || builtins.isPath value;
        merge = loc: definitions: {
          imports =
            staticModules
            ++ map (
              { file, value }: lib.setDefaultModuleLocation "${file}, via option ${lib.showOption loc}" value
            ) definitions;
        };
        functor = made "deferredModule" deferredModuleWith { inherit staticModules; } (
          one: other: { staticModules = one.staticModules ++ other.staticModules; }
        );
      };
  };
in
types
