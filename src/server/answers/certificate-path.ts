const END = /\/attestation\/?$/;

/** True of the address of a certificate, which stands below that of its follow-up. */
export function isCertificatePath(path: string): boolean {
  return END.test(path);
}

/** The address of the certificate of a follow-up. */
export function certificatePathOf(followUp: string): string {
  return `${followUp.replace(/\/$/, '')}/attestation`;
}

/** The address of the follow-up of a certificate. */
export function followUpPathOf(certificate: string): string {
  return certificate.replace(END, '');
}
