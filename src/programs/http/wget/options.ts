/**
 * wget's options: those in `--help` of GNU Wget 1.25.0 and those that it accepts without listing them, and those in BusyBox
 * 1.37's `wget --help`.
 */
import type { OptionSyntax } from "../../argv/getopt.ts";

const VALUES = `
  accept accept-regex append-output base bind-address body-data body-file ca-certificate ca-directory
  certificate certificate-type ciphers compression config connect-timeout crl-file cut-dirs default-page
  directory-prefix dns-timeout domains dot-style egd-file exclude-directories exclude-domains execute
  follow-tags ftp-password ftp-user header hsts-file http-passwd http-password http-user ignore-tags
  include-directories input-file level limit-rate load-cookies local-encoding max-redirect method
  output-document output-file password pinnedpubkey post-data post-file prefer-family private-key
  private-key-type progress proxy-passwd proxy-password proxy-user quota random-file read-timeout referer
  regex-type reject reject-regex rejected-log remote-encoding retry-on-http-error save-cookies secure-protocol
  start-pos timeout tries use-askpass user user-agent wait waitretry warc-dedup warc-file warc-header
  warc-max-size warc-tempdir`;

/** Options with a negated form `--no-…`, and with an optional attached `=on` or `=off`. */
const SWITCHES = `
  adjust-extension ask-password auth auth-no-challenge background backup-converted backups cache
  check-certificate clobber content-disposition content-on-error continue convert-file-only convert-links
  cookies debug delete-after directories dns-cache follow-ftp force-directories force-html
  ftps-clear-data-connection ftps-fallback-to-ftp ftps-implicit ftps-resume-ssl glob host-directories hsts
  html-extension htmlify http-keep-alive https-only if-modified-since ignore-case ignore-length inet4-only
  inet6-only iri keep-badhash keep-session-cookies mirror netrc page-requisites parent passive-ftp
  preserve-permissions protocol-directories proxy quiet random-wait recursive relative remove-listing
  report-speed restrict-file-names retr-symlinks retry-connrefused retry-on-host-error save-headers
  server-response show-progress span-hosts spider strict-comments timestamping trust-server-names unlink
  use-server-timestamps verbose warc-cdx warc-compression warc-digests warc-keep-log xattr`;

/** The letters of the long options that other files query. */
const LETTERS: Readonly<Record<string, string>> = {
  "output-document": "O",
  "input-file": "i",
  "span-hosts": "H",
  version: "V",
  help: "h",
};

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** The options of GNU wget. `-n` takes letters: `-nv`, `-nc`. */
export function gnuWgetSyntax(): OptionSyntax {
  const long: Record<string, string> = { help: "h", version: "V", no: "n:" };
  for (const name of ["dont-remove-listing", "no-config"]) long[name] = name;
  for (const name of words(VALUES)) long[name] = `${LETTERS[name] ?? name}:`;
  for (const name of words(SWITCHES)) {
    long[name] = `${LETTERS[name] ?? name}::`;
    long[`no-${name}`] = `no-${name}`;
  }
  return {
    short: "a:bcde:hi:kl:mn:o:pqrt:vw:xA:B:D:EFHI:KLNO:P:Q:R:ST:U:VX:Y:46",
    long,
    permute: true,
  };
}

/** The options of BusyBox's wget. It has no `--method`, so it cannot request a token. */
export const busyboxWgetSyntax: OptionSyntax = {
  short: "cqSO:o:P:U:T:Y:t:n:",
  long: {
    continue: "c",
    quiet: "q",
    "server-response": "S",
    "output-document": "O:",
    "output-file": "o:",
    "directory-prefix": "P:",
    "user-agent": "U:",
    timeout: "T:",
    proxy: "Y:",
    header: "header:",
    "post-data": "post-data:",
    "post-file": "post-file:",
    spider: "spider",
    "no-check-certificate": "no-check-certificate",
    "no-cache": "no-cache",
    "no-parent": "no-parent",
    "passive-ftp": "passive-ftp",
  },
  permute: true,
};
