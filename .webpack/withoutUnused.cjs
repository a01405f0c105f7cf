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
  'initialize({ log, validateReceivedMessage })': 'initialize({ validateReceivedMessage })',
  'stack: error.stack,': '',
  // The SDK has its own words for calls that cannot be sent.
  '`Method call ${formatMethodPath(\n      methodPath\n    )}() failed due to destroyed connection`':
    '"the connection is closed"',
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
  // A connection is destroyed only when its iframe is removed. Then nobody is there to be told.
  'messenger.addMessageHandler((message) => {\n        if (isDestroyMessage(message)) {\n          destroyConnection(false);\n        }\n      });':
    '',
  'if (notifyOtherParticipant) {': 'if (false) {',
  // To destroy a connection twice does nothing more.
  'once_default(': '(',
  'Symbol("Reply")': '0',
  'Symbol("CallOptions")': '0',
  // Nobody reads the name, and an assignment to it throws in pages that freeze `Error.prototype`.
  'this.name = "PenpalError";': '',
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
