import { expect } from 'chai';
import type { ApiVersion } from '../../image/rotation.ts';
import { sumOf } from '../fixtures/counts.ts';
import type { PlainAnswer } from '../fixtures/plain-http.ts';
import type { Asking, PublishedImages } from '../fixtures/published-images.ts';
import { decode } from './squares.ts';

/** An info.json, as far as tests look. */
export interface Info extends Readonly<Record<string, unknown>> {
  readonly width: number;
  readonly height: number;
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
}

/** One published image, asked in either version. */
export interface Service {
  ask(apiVersion: ApiVersion, rest: string, asking?: Asking): Promise<PlainAnswer>;
  /** Width and height of the picture that comes. */
  sizeOf(apiVersion: ApiVersion, request: string): Promise<readonly [number, number]>;
  /** What the canonical Link says after the identifier. */
  canonicalOf(apiVersion: ApiVersion, request: string): Promise<string>;
  infoOf(apiVersion: ApiVersion): Promise<Info>;
  /** Demands a status of every request. */
  expectStatus(apiVersion: ApiVersion, status: number, requests: readonly string[]): Promise<void>;
}

/** Speaks to one of the published images. */
export function serviceOf(images: PublishedImages, index = 0): Service {
  const ask: Service['ask'] = (apiVersion, rest, asking) =>
    images.ask(apiVersion, `${images.ids[index]}/${rest}`, asking);
  return {
    ask,
    async sizeOf(apiVersion, request) {
      const { width, height } = await decode(await ask(apiVersion, request));
      return [width, height];
    },
    async canonicalOf(apiVersion, request) {
      const answer = await ask(apiVersion, request);
      expect(answer.status, request).to.equal(200);
      return linkOf(answer, 'canonical').split(`/${images.ids[index]}/`)[1] ?? '';
    },
    async infoOf(apiVersion) {
      return JSON.parse((await ask(apiVersion, 'info.json')).body.toString()) as Info;
    },
    async expectStatus(apiVersion, status, requests) {
      for (const request of requests) {
        const answer = await ask(apiVersion, request);
        expect(answer.status, `${apiVersion}: ${request}`).to.equal(status);
        expect(answer.headers['access-control-allow-origin'], request).to.equal('*');
      }
    },
  };
}

/** How many answers were drawn pictures so far, by the server's own count. */
export async function rendersOf({ server }: PublishedImages): Promise<number> {
  return sumOf(await server.parts.metrics.text(), 'recto_image_requests_total', 'plan="render"');
}

/** The target of the Link header of a relation; '' where there is none. */
export function linkOf({ headers }: PlainAnswer, relation: string): string {
  const links = [headers['link'] ?? []].flat().join(', ');
  const found = [...links.matchAll(/<([^>]*)>((?:\s*;\s*[a-z]+="[^"]*")*)/g)];
  return found.find(([, , parameters = '']) => parameters.includes(`rel="${relation}"`))?.[1] ?? '';
}
