import { BlockList, isIP, isIPv6 } from 'node:net';
import type { Config } from '../../runtime/config.ts';

/**
 * Whether the proxy at an address is believed, so many hops away (0: it is the peer itself). Express takes this for
 * its `trust proxy`.
 */
export type Trust = (address: string | undefined, hop: number) => boolean;

/** `loopback` in RECTO_TRUST_PROXY. */
const LOOPBACK = ['127.0.0.0/8', '::1'];

/** Who is believed by `RECTO_TRUST_PROXY`. */
export function createTrust({ RECTO_TRUST_PROXY: setting }: Pick<Config, 'RECTO_TRUST_PROXY'>): Trust {
  if (typeof setting === 'boolean') return (_address, hop) => setting && hop === 0;
  const proxies = new BlockList();
  for (const entry of setting.flatMap((name) => (name === 'loopback' ? LOOPBACK : [name]))) {
    const [network = '', prefix] = entry.split('/');
    const family = isIPv6(network) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) proxies.addAddress(network, family);
    else proxies.addSubnet(network, Number(prefix), family);
  }
  return (address = '') => {
    const version = isIP(address);
    return version !== 0 && proxies.check(address, version === 6 ? 'ipv6' : 'ipv4');
  };
}
