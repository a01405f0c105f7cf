import { capnwebContender } from './capnweb.js';
import { comlinkContender } from './comlink.js';
import type { Contender } from './contender.js';
import { penpalContender } from './penpal.js';
import { postMeContender } from './postMe.js';
import { postmateContender } from './postmate.js';
import { rawPortContender } from './rawPort.js';
import { rawWindowContender } from './rawWindow.js';
import { symphonyContender } from './symphony.js';
import { threadsContender } from './threads.js';
import { zoidContender } from './zoid.js';

/** The floor, twice: how far it is from itself is the error of the method. */
export const floors: Contender[] = [
  rawPortContender('raw MessagePort'),
  rawPortContender('raw MessagePort again'),
];
export const barePenpal = penpalContender('bare Penpal', false);

/** Those that goals are about. */
export const rivals = [...floors, barePenpal, symphonyContender].map(({ name }) => name);

/** Everybody who can make calls. */
export const contenders: Contender[] = [
  ...floors,
  rawWindowContender,
  barePenpal,
  symphonyContender,
  comlinkContender,
  postMeContender,
  postmateContender,
  zoidContender,
  capnwebContender,
  threadsContender,
];
