/**
 * Conditions and calls in Penpal that have only one outcome in the SDK, and that outcome. So the minimizer can leave out
 * what depends on them. The SDK has its own deadlines, errors and messenger, one connection for each messenger, flat
 * methods, and only plain data, which is never transferred. Stacks of errors are not sent.
 * Older versions of Penpal cannot connect.
 */
const OUTCOMES = {
  'timeout !== void 0': 'false',
  'clearTimeout(timeoutId)': 'void 0',
  'lastArg instanceof CallOptions_default': 'false',
  'value instanceof Reply_default': 'false',
  // An error in a reply stays data. To make an `Error` of it throws for some data, and in some pages always.
  'isSerializedErrorInstance ? deserializeError(value) : value': 'value',
  // The SDK's methods throw nothing. Penpal's own errors are instances of `Error`.
  '...error instanceof Error ? { value: serializeError(error), isSerializedErrorInstance: true } : { value: error }':
    'value: serializeError(error)',
  '!messenger': 'false',
  'usedMessengers.has(messenger)': 'false',
  'usedMessengers.add(messenger)': 'void 0',
  'extractMethodPathsFromMethods(methods)': '[]',
  'path.length && methodsToTreatAsNative.has(prop)': 'false',
  'error.name === "DataCloneError"': 'false',
  'const { timeout, transferables } = lastArgIsOptions ? lastArg : {};': '',
  'sendMessage(callMessage, transferables)': 'sendMessage(callMessage)',
  'sendMessage(replyMessage, transferables)': 'sendMessage(replyMessage)',
  'initialize({ log, validateReceivedMessage })': 'initialize({ validateReceivedMessage })',
  'stack: error.stack,': '',
  // The SDK has its own words for calls that cannot be sent.
  'new PenpalError_default("TRANSMISSION_FAILED", error.message)': 'error',
  '`Method call ${formatMethodPath(\n      methodPath\n    )}() failed due to destroyed connection`':
    '"the connection is closed"',
  '`Method \\`${formatMethodPath(methodPath)}\\` is not found.`': '"the app does not have it"',
  // Ids come from a function that pages without https have, too, and that pages do not replace.
  'crypto.randomUUID?.bind(crypto) ??': '',
  'new Array(4).fill(0).map(\n  () => Math.floor(Math.random() * Number.MAX_SAFE_INTEGER).toString(16)\n).join("-")':
    'crypto.getRandomValues(new Uint32Array(4)).join()',
  'remoteParticipantId !== DEPRECATED_PENPAL_PARTICIPANT_ID': 'true',
  'remoteParticipantId === DEPRECATED_PENPAL_PARTICIPANT_ID': 'false',
};

/** A webpack loader for Penpal. Fails if a new version of Penpal no longer contains one of these. */
module.exports = function withoutUnused(source) {
  let trimmed = source;
  for (const [unused, outcome] of Object.entries(OUTCOMES)) {
    if (!trimmed.includes(unused)) throw new Error(`Penpal does not contain: ${unused}`);
    trimmed = trimmed.replaceAll(unused, outcome);
  }
  // As in the SDK's own code, see the webpack configuration.
  return trimmed.replaceAll(/\bconst /g, 'let ');
};
