# The library with what homes need besides.
nixpkgsLib:
nixpkgsLib.extend (
  lib: _: {
    hm = import ./. { inherit lib; };
  }
)
