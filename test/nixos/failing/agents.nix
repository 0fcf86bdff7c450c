{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  programs.gnupg.agent = { enable = true; enableSSHSupport = true; };
  specialisation.agent.configuration.programs.ssh.startAgent = true;
}
