declare module "bash-parser" {
  /** Throws if it cannot parse the script. */
  export default function parse(script: string, options?: { readonly insertLOC?: boolean }): unknown;
}
