const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** True when this host name of an address is the computer itself, whole: `localhost.exemple.org` is somebody else's. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}
