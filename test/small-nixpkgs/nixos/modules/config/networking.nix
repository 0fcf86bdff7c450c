# The machine's name, and what others are called.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.networking;

  addressOptions = bits: {
    options = {
      address = mkOption {
        type = types.str;
        description = "The address.";
      };
      prefixLength = mkOption {
        type = types.ints.between 0 bits;
        description = "How many bits of it are the network's.";
      };
    };
  };
  family = bits: {
    addresses = mkOption {
      type = types.listOf (types.submodule (addressOptions bits));
      default = [ ];
      description = "Addresses of the interface.";
    };
  };
in
{
  options.networking = {
    hostName = mkOption {
      type = types.strMatching "^$|^[[:alnum:]]([[:alnum:]_-]{0,61}[[:alnum:]])?$";
      default = "nixos";
      description = "What the machine is called.";
    };
    domain = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "The domain that it is in.";
    };
    fqdn = mkOption {
      type = types.str;
      readOnly = true;
      default = if cfg.domain == null then cfg.hostName else "${cfg.hostName}.${cfg.domain}";
      defaultText = lib.literalExpression ''"''${networking.hostName}.''${networking.domain}"'';
      description = "Both together.";
    };
    hosts = mkOption {
      type = types.attrsOf (types.listOf types.str);
      default = { };
      description = "Names by addresses.";
    };
    extraHosts = mkOption {
      type = types.lines;
      default = "";
      description = "Further lines about names.";
    };
    nameservers = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Who knows names.";
    };
    useDHCP = mkOption {
      type = types.bool;
      default = true;
      description = "Whether addresses are asked for.";
    };
    interfaces = mkOption {
      default = { };
      description = "Interfaces by name.";
      type = types.attrsOf (
        types.submodule (
          { name, ... }:
          {
            options = {
              name = mkOption {
                type = types.str;
                default = name;
                defaultText = lib.literalExpression "the name of the attribute";
                description = "What it is called.";
              };
              useDHCP = mkOption {
                type = types.nullOr types.bool;
                default = null;
                description = "Whether this one asks for addresses.";
              };
              ipv4 = family 32;
              ipv6 = family 128;
              wakeOnLan.enable = lib.mkEnableOption "waking over the network";
            };
          }
        )
      );
    };
  };
  config = {
    networking.hosts = {
      "127.0.0.1" = [ "localhost" ];
      "127.0.0.2" = lib.mkIf (cfg.hostName != "") [ cfg.fqdn ];
    };
    environment.etc.hostname = lib.mkIf (cfg.hostName != "") { text = "${cfg.hostName}\n"; };
    environment.etc.hosts.text = lib.concatLines (
      lib.mapAttrsToList (address: names: "${address} ${toString names}") cfg.hosts ++ [ cfg.extraHosts ]
    );
    assertions = lib.mapAttrsToList (name: interface: {
      assertion = interface.wakeOnLan.enable -> interface.name != "lo";
      message = "networking.interfaces.${name}: the loopback wakes nobody.";
    }) cfg.interfaces;
  };
}
