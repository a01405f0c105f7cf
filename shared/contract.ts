import type { GenericSchema, InferOutput } from 'valibot';
import type { ErrorPayload } from './errors.js';
import type { frameToHostArgs } from './frameToHostArgs.js';
import type { frameToHostValues } from './frameToHostValues.js';
import type { hostToFrameArgs } from './hostToFrameArgs.js';
import type { hostToFrameValues } from './hostToFrameValues.js';

/*
 * The wire. A method stands in two maps of its direction: what it takes (`…Args`), and what it answers with (`…Values`,
 * `null` for nothing). Each has its own file, since each half looks only at what arrives at it, and bundles only that.
 */

/** The number of the wire. It rises when two halves of different numbers could misunderstand each other. */
export const PROTOCOL = 1;

/** The Penpal channel. A page's own Penpal connections with the same windows use another one and are left alone. */
export const CHANNEL = 'symphony-embed';

/** The name of the empty iframe by which a host sees whether a frame's document is still alive. */
export const WITNESS = 'symphony-witness';

/** Schemas by method; `null` is no value. */
export type SchemaMap = Record<string, GenericSchema | null>;

/** One direction of the wire. */
export interface Direction {
  args: SchemaMap;
  values: SchemaMap;
}
/** Host → frame. */
export type HostToFrame = { args: typeof hostToFrameArgs; values: typeof hostToFrameValues };
/** Frame → host. */
export type FrameToHost = { args: typeof frameToHostArgs; values: typeof frameToHostValues };

/** The names of a direction's methods. */
export type MethodOf<Way extends Direction> = keyof Way['args'] & string;

// A handler without an answer may return nothing.
// eslint-disable-next-line @typescript-eslint/no-invalid-void-type
type Output<Schema> = Schema extends GenericSchema ? InferOutput<Schema> : void;
/** What a method takes. */
export type ArgsOf<Way extends Direction, Name extends MethodOf<Way>> = Output<Way['args'][Name]>;
/** What a method answers with. */
export type ValueOf<Way extends Direction, Name extends PropertyKey> = Name extends keyof Way['values']
  ? Output<Way['values'][Name]>
  : never;

/** Every answer on the wire. Penpal strips errors of all but name, message and stack, so an error travels as data. */
export type Outcome<Value> = { ok: true; value: Value } | { ok: false; error: ErrorPayload };

/** The methods of a direction as Penpal carries them. */
export type Remote<Way extends Direction> = {
  [Name in MethodOf<Way>]: (args: ArgsOf<Way, Name>) => Promise<Outcome<ValueOf<Way, Name>>>;
};

/** Functions that do what the methods of a direction promise, with no wire in sight. */
export type Handlers<Way extends Direction> = {
  [Name in MethodOf<Way>]: (args: ArgsOf<Way, Name>) => ValueOf<Way, Name> | Promise<ValueOf<Way, Name>>;
};

/** What a frame learns of its host when it says hello. */
export type Welcome = ValueOf<FrameToHost, 'hello'>;
/** How the clearing of a frame went. */
export type Clearing = ValueOf<HostToFrame, 'clearSession'>;
/** Who is there. */
export type AuthState = ValueOf<HostToFrame, 'checkAuth'>;
/** A subscription on the wire. */
export type Subscription = ArgsOf<HostToFrame, 'subscribe'>;
