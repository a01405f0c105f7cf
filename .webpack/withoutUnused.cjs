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
  'const { timeout, transferables } = lastArgIsOptions ? lastArg : {};': '',
  'sendMessage(callMessage, transferables)': 'sendMessage(callMessage)',
  'sendMessage(replyMessage, transferables)': 'sendMessage(replyMessage)',
  'initialize({ log, validateReceivedMessage })': 'initialize()',
  'stack: error.stack,': '',
  // The SDK has its own words for a method that is not there.
  '`Method \\`${formatMethodPath(methodPath)}\\` is not found.`': '"the app does not have it"',
  // Ids come from a function that pages without https have, too, and that pages do not replace.
  'crypto.randomUUID?.bind(crypto) ??': '',
  'new Array(4).fill(0).map(\n  () => Math.floor(Math.random() * Number.MAX_SAFE_INTEGER).toString(16)\n).join("-")':
    'crypto.getRandomValues(new Uint32Array(4)).join()',
  // Methods are flat. A path of several names is the name of none.
  'return new Proxy(\n    path.length ? () => {\n    } : /* @__PURE__ */ Object.create(null),\n    {\n      get(target, prop) {\n        if (prop === "then") {\n          return;\n        }\n        if (path.length && methodsToTreatAsNative.has(prop)) {\n          return Reflect.get(target, prop);\n        }\n        return createRemoteProxy(callback, log, [...path, prop]);\n      },\n      apply(target, _thisArg, args) {\n        return callback(path, args);\n      }\n    }\n  );':
    'return new Proxy({}, { get: (_, name) => name === "then" ? void 0 : (args) => callback([name], [args]) });',
  'replyHandlers.set(callId, { methodPath, resolve, reject, timeoutId });':
    'replyHandlers.set(callId, { resolve, reject });',
  'methods = {},\n  timeout,\n  channel,\n  log\n}) => {':
    'methods,\n  channel\n}) => {\n  let timeout, log;',
  '  methods,\n  timeout,\n  channel,\n  log\n}) => {': '  methods,\n  channel\n}) => {\n  let timeout, log;',
  'timeout,\n        channel,\n        log': 'channel',
  // Nothing rejects a handshake any more.
  'const { promise, resolve, reject } = getPromiseWithResolvers_default();':
    'let resolve;\n  const promise = new Promise((done) => {\n    resolve = done;\n  });',
  'catch (error) {\n      destroyConnection(true);\n      throw error;\n    }': 'finally {}',
  // The SDK's messenger is destroyed, not Penpal's connection: nothing arrives then, and nothing is sent. That happens only when
  // the iframe is removed or moved, so nobody is there to be told, and the SDK itself rejects the calls in flight.
  'messenger.addMessageHandler((message) => {\n        if (isDestroyMessage(message)) {\n          destroyConnection(false);\n        }\n      });':
    '',
  'const connectionDestroyedHandlers = [messenger.destroy];': '',
  'connectionDestroyedHandlers.push(destroy);': '',
  'const { remoteProxy, destroy } =': 'const { remoteProxy } =',
  "promise,\n    // Why we don't reject the connection promise when consumer calls destroy():\n    // https://github.com/Aaronius/penpal/issues/51\n    destroy: () => {\n      destroyConnection(true);\n    }":
    'promise',
  'once_default(': '(',
  'const destroyHandlers = [];': '',
  'destroyHandlers.push(connectCallHandler_default(messenger, methods, channel, log));':
    'connectCallHandler_default(messenger, methods, channel, log);',
  'const { remoteProxy, destroy: destroyMethodProxies } =': 'const { remoteProxy } =',
  'destroyHandlers.push(destroyMethodProxies);': '',
  'remoteProxy,\n      destroy\n    });': 'remoteProxy });',
  'destroyHandlers.push(() => messenger.removeMessageHandler(handleMessage));': '',
  'let isDestroyed = false;': '',
  'if (isDestroyed) {\n      return;\n    }': '',
  'if (isDestroyed) {\n      throw getDestroyedConnectionMethodCallError(methodPath);\n    }': '',
  'return () => {\n    isDestroyed = true;\n    messenger.removeMessageHandler(handleMessage);\n  };': '',
  'remoteProxy,\n    destroy\n  };': 'remoteProxy };',
  'Symbol("Reply")': '0',
  'Symbol("CallOptions")': '0',
  // A class of its own is not needed: only its code is read. Its name is not, and an assignment to it throws in pages that
  // freeze `Error.prototype`.
  'class extends Error {\n  code;\n  constructor(code, message) {\n    super(message);\n    this.name = "PenpalError";\n    this.code = code;\n  }\n};':
    '(code, message) => Object.assign(Error(message), { code });',
  'error instanceof PenpalError_default ? error.code : void 0': 'error.code',
  'const result = methodPath.reduce(\n    (acc, pathSegment) => {\n      return isObject(acc) ? acc[pathSegment] : void 0;\n    },\n    methods\n  );\n  return isFunction(result) ? result : void 0;':
    'return methods[methodPath.join()];',
  // Messages are plain data, so to send one does not throw, except for a call to a closed connection. That happens while a
  // promise is created, which then rejects.
  'try {\n      messenger.sendMessage(synMessage);\n    } catch (error) {\n      reject(new PenpalError_default("TRANSMISSION_FAILED", error.message));\n    }':
    'messenger.sendMessage(synMessage);',
  'try {\n      messenger.sendMessage(ack1Message);\n    } catch (error) {\n      reject(new PenpalError_default("TRANSMISSION_FAILED", error.message));\n      return;\n    }':
    'messenger.sendMessage(ack1Message);',
  'try {\n      messenger.sendMessage(ack2Message);\n    } catch (error) {\n      reject(new PenpalError_default("TRANSMISSION_FAILED", error.message));\n      return;\n    }':
    'messenger.sendMessage(ack2Message);',
  'catch (error) {\n        reject(\n          new PenpalError_default("TRANSMISSION_FAILED", error.message)\n        );\n      }':
    'finally {}',
  'catch (error) {\n      if (error.name === "DataCloneError") {\n        replyMessage = createErrorReplyMessage(channel, callId, error);\n        log?.(`Sending ${formatMethodPath(methodPath)}() reply`, replyMessage);\n        messenger.sendMessage(replyMessage);\n      }\n      throw error;\n    }':
    'finally {}',
  'remoteParticipantId !== DEPRECATED_PENPAL_PARTICIPANT_ID': 'true',
  'remoteParticipantId === DEPRECATED_PENPAL_PARTICIPANT_ID': 'false',
  'new PenpalError_default(': 'PenpalError_default(',
};

/** The fields that all messages of a messenger have. It writes them itself. */
const ENVELOPE = /namespace: namespace_default,\s*(type: "SYN",\s*)?channel,\s*/g;

/** A webpack loader for Penpal. Fails if a new version of Penpal no longer contains one of these. */
module.exports = function withoutUnused(source) {
  let trimmed = source;
  for (const [unused, outcome] of Object.entries(OUTCOMES)) {
    if (!trimmed.includes(unused)) throw new Error(`Penpal does not contain: ${unused}`);
    trimmed = trimmed.replaceAll(unused, outcome);
  }
  if (!trimmed.match(ENVELOPE)) throw new Error('Penpal does not contain: namespace and channel');
  trimmed = trimmed.replaceAll(ENVELOPE, '$1');
  // As in the SDK's own code, see the webpack configuration.
  return trimmed.replaceAll(/\bconst /g, 'let ');
};
