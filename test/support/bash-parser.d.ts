declare module "bash-parser" {
  /** Throws where it cannot read the script. */
  export default function parse(script: string, options?: { readonly insertLOC?: boolean }): unknown;
}
