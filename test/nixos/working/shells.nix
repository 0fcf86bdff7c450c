{ ... }:
{
  imports = [ ../machine.nix ];
  programs.zsh = { enable = true; enableCompletion = false; shellAliases.ll = "ls -l"; };
  programs.fish.enable = true;
  programs.gnupg.agent = { enable = true; enableSSHSupport = true; };
  programs.tmux = { enable = true; clock24 = true; };
  environment.shellAliases.g = "git";
  environment.variables.EDITOR = "vim";
  environment.sessionVariables.XDG_DATA_HOME = "$HOME/data";
}
