import { frameToHostArgs } from './frameToHostArgs.js';
import { frameToHostValues } from './frameToHostValues.js';
import { hostToFrameArgs } from './hostToFrameArgs.js';
import { hostToFrameValues } from './hostToFrameValues.js';
import type { Schema } from './schema.js';

type SchemaMap = Record<string, Schema<unknown>>;

const directions: [string, SchemaMap, SchemaMap][] = [
  ['from host to frame', hostToFrameArgs, hostToFrameValues],
  ['from frame to host', frameToHostArgs, frameToHostValues],
];

describe('The wire contract', () => {
  it('has the methods that it is known for, and no others', () => {
    expect(Object.keys(hostToFrameArgs).sort()).toEqual([
      'checkAuth',
      'clearSession',
      'close',
      'createRoom',
      'emptyStorage',
      'getDistributionLists',
      'openApp',
      'openBlast',
      'openStream',
      'pinMessage',
      'ping',
      'sendMessage',
      'startRoom',
      'subscribe',
      'unsubscribe',
      'updateSettings',
      'updateTheme',
    ]);
    expect(Object.keys(frameToHostArgs).sort()).toEqual([
      'goodbye',
      'hello',
      'interop',
      'notify',
      'ready',
      'requestLogout',
      'sessionEnded',
      'userInteractionRequired',
    ]);
  });

  for (const [way, args, values] of directions) {
    it(`says for every method ${way} what it takes and what it answers`, () => {
      // The compiler asks for a value of each method that answers something.
      for (const name of Object.keys(values)) expect(Object.keys(args)).toContain(name);
      for (const schema of [...Object.values(args), ...Object.values(values)])
        expect(schema).toEqual(jasmine.any(Function));
    });

    it(`names no method ${way} like a property that every object has`, () => {
      for (const name of Object.keys(args))
        expect(name in {})
          .withContext(name)
          .toBeFalse();
    });
  }
});
