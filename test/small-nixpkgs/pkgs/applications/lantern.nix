# A program that is in this release only.
{
  lib,
  stdenv,
  bash,
  isBright ? false,
}:
stdenv.mkDerivation {
  pname = "lantern";
  version = "1.4";
  buildInputs = [ bash ] ++ lib.optional isBright bash;
  passthru.isBright = isBright;
  meta = {
    description = "Lights the way";
    mainProgram = "lantern";
  };
}
