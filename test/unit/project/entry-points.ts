// What the fixtures of entry points share: a module and a host whose specialisation collides with it, in two files.

/** Two files with one collision between them, both ends annotated. */
export const COLLISION = `
#- /modules/time.nix
{
  time.timeZone = "UTC";
# ^^^^^^^^^^^^^ error(option-conflict): \`travel\`
}
#- /hosts/laptop.nix
{
  specialisation.travel.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): "UTC"
}
`;

/** The same where more modules take part that are not read. */
export const LIKELY_COLLISION = COLLISION.replaceAll('error(', 'warning(');

export const LAPTOP = ['nixos laptop: travel'];
