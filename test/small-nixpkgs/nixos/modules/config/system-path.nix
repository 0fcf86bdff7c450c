# Programs that everybody has.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    environment.systemPackages = mkOption {
      type = types.listOf types.package;
      default = [ ];
      example = lib.literalExpression "[ pkgs.firefox ]";
      description = "Packages of all users.";
    };
    environment.defaultPackages = mkOption {
      type = types.listOf types.package;
      default = [ pkgs.vim ];
      defaultText = lib.literalExpression "[ pkgs.vim ]";
      description = "Packages that can be done without.";
    };
    environment.pathsToLink = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Folders of packages that are put together.";
    };
    system.path = mkOption {
      internal = true;
      description = "All of them in one package.";
    };
  };
  config = {
    environment.systemPackages = [ pkgs.bash pkgs.openssh ] ++ config.environment.defaultPackages;
    environment.pathsToLink = [ "/bin" "/share" ];
    system.path = pkgs.symlinkJoin {
      name = "system-path";
      paths = config.environment.systemPackages;
    };
  };
}
