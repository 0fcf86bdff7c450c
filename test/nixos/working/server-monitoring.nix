{ ... }:
{
  imports = [ ../machine.nix ];
  services.prometheus = {
    enable = true;
    exporters.node = { enable = true; enabledCollectors = [ "systemd" ]; port = 9101; };
    scrapeConfigs = [ { job_name = "node"; static_configs = [ { targets = [ "localhost:9101" ]; } ]; } ];
  };
  services.grafana = { enable = true; port = 3001; };
  specialisation.small.configuration = { lib, ... }: { services.grafana.enable = lib.mkForce false; };
}
