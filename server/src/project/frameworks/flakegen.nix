# flakegen: flake.nix is generated from a file beside it, which has the outputs.
{ lib, host, ... }:
{
  __functor = _: file: inputs: (import file).outputs inputs;
}
