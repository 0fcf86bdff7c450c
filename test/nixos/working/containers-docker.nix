{ lib, ... }:
{
  imports = [ ../machine.nix ];
  virtualisation.docker = { enable = true; autoPrune.enable = true; storageDriver = "overlay2"; };
  virtualisation.oci-containers.containers.web = { image = "nginx:latest"; ports = [ "8080:80" ]; };
  users.users.dan = { isNormalUser = true; extraGroups = [ "docker" ]; };
  specialisation.podman.configuration = {
    virtualisation.docker.enable = lib.mkForce false;
    virtualisation.podman.enable = true;
    virtualisation.oci-containers.backend = "podman";
  };
}
