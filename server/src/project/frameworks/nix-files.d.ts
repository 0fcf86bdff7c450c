// Nix files are imported as their text.
declare module '*.nix' {
  const text: string;
  export default text;
}
