/** The address of the chat's own script, which its page loads after the one that it has in itself. */
export const CHAT_SCRIPT = /\/assets\/chat\.[^/]*\.js$/;
