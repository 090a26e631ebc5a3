import { expect } from 'chai';
import { createSingleFlight } from '../../../server/http/single-flight.ts';

describe('single flight', () => {
  it('makes a thing once for all who ask while it is being made, and anew afterwards', async () => {
    const flights = createSingleFlight<number>();
    let made = 0;
    const make = async () => {
      await new Promise((done) => setTimeout(done, 5));
      made += 1;
      return made;
    };
    const ride = () => flights.run('tile', make, new AbortController().signal);
    const all = await Promise.all(Array.from({ length: 100 }, ride));
    expect(new Set(all)).to.deep.equal(new Set([1]));
    expect(await ride()).to.equal(2);
  });

  it('goes on while one of its passengers stays, and stops when the last has left', async () => {
    const flights = createSingleFlight<string>();
    let stopped = false;
    const make = (signal: AbortSignal) =>
      new Promise<string>((_, reject) => {
        signal.addEventListener('abort', () => {
          stopped = true;
          reject(signal.reason);
        });
      });
    const [one, two] = [new AbortController(), new AbortController()];
    const rides = [flights.run('k', make, one.signal), flights.run('k', make, two.signal)];
    one.abort(new Error('one left'));
    expect(await rides[0]!.catch((thrown: Error) => thrown.message)).to.equal('one left');
    expect(stopped).to.equal(false);
    two.abort(new Error('two left'));
    expect(await rides[1]!.catch((thrown: Error) => thrown.message)).to.equal('two left');
    expect(stopped).to.equal(true);
  });

  it('gives the error to everybody, and tries again next time', async () => {
    const flights = createSingleFlight<string>();
    const { signal } = new AbortController();
    const fail = () => Promise.reject(new Error('broken'));
    const ends = await Promise.allSettled([flights.run('k', fail, signal), flights.run('k', fail, signal)]);
    expect(ends.map((end) => end.status)).to.deep.equal(['rejected', 'rejected']);
    expect(await flights.run('k', async () => 'well', signal)).to.equal('well');
  });
});
