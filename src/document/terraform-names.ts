/** Recognizes files of Terraform and OpenTofu by their names. */

export const isTerraform = (path: string): boolean => /\.(?:tf|tofu)$/i.test(path);
