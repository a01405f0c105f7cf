import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, kill } from 'node:process';

const SCREEN_MAY_TAKE_MS = 10_000;
const END_MAY_TAKE_MS = 3_000;
const LINES_KEPT = 40;

/** A program and all that it starts, which have one process group, so that none of them is left behind. */
function startGroup(program, args, options) {
  const child = spawn(program, args, { ...options, detached: true });
  const lines = [];
  child.stderr.setEncoding('utf8').on('data', (text) => {
    lines.push(...text.split('\n').filter(Boolean));
    lines.splice(0, lines.length - LINES_KEPT);
  });
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`${program} ended with ${signal ?? code}`));
  });
  const signalAll = (signal) => {
    try {
      if (child.pid) kill(-child.pid, signal);
    } catch {
      // The group is gone.
    }
  };
  return {
    child,
    ended,
    said: () => lines.join('\n'),
    /** Ends the whole group, also what its first process has left behind. */
    async stop() {
      signalAll('SIGTERM');
      const timer = setTimeout(signalAll, END_MAY_TAKE_MS, 'SIGKILL');
      await ended;
      clearTimeout(timer);
      signalAll('SIGKILL');
    },
  };
}

/** Starts an X server without a screen. It takes the first display that is free, and says which one. */
async function startScreen(program) {
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const group = startGroup(program, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let timer;
  const display = await Promise.race([
    new Promise((resolve) => {
      let text = '';
      group.child.stdio[3].setEncoding('utf8').on('data', (more) => {
        text += more;
        if (text.endsWith('\n')) resolve(text.trim());
      });
    }),
    group.ended.then(() => undefined),
    new Promise((resolve) => {
      timer = setTimeout(resolve, SCREEN_MAY_TAKE_MS);
    }),
  ]);
  clearTimeout(timer);
  if (display === undefined) {
    await group.stop();
    throw new Error(`Failed to start ${program}: ${group.said()}`);
  }
  return { ...group, display: `:${display}` };
}

/**
 * Starts WebKitGTK's MiniBrowser with a screen, a message bus and a home of its own. Nothing of them is left after
 * `stop`. `ended` resolves, with the reason, when the browser ends by itself.
 */
async function startWebKit({ miniBrowser, screen: xvfb, bus }, url) {
  const screen = await startScreen(xvfb);
  const home = mkdtempSync(join(tmpdir(), 'symphony-embed-webkit-'));
  const browser = startGroup(
    bus,
    ['--', miniBrowser, '--private', '--cookies-policy=always', '--geometry=1200x900', url],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...env,
        DISPLAY: screen.display,
        HOME: home,
        XDG_RUNTIME_DIR: home,
        XDG_DATA_HOME: join(home, 'data'),
        XDG_CACHE_HOME: join(home, 'cache'),
        XDG_CONFIG_HOME: join(home, 'config'),
        GDK_BACKEND: 'x11',
        GSETTINGS_BACKEND: 'memory',
        NO_AT_BRIDGE: '1',
      },
    },
  );
  return {
    ended: Promise.race([browser.ended, screen.ended]),
    said: browser.said,
    async stop() {
      await browser.stop();
      await screen.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/**
 * Karma's launcher for WebKit. It never starts a second browser in the place of one that crashed: the specs would run
 * again, and the crash would count for nothing.
 */
export function WebKitLauncher(logger, baseLauncherDecorator, captureTimeoutLauncherDecorator, args) {
  baseLauncherDecorator(this);
  captureTimeoutLauncherDecorator(this);
  this.name = 'WebKit';
  const log = logger.create('launcher');
  let starting;

  this.on('start', async (url) => {
    try {
      starting = startWebKit(args.webkit, url);
      const { ended, said, stop } = await starting;
      const why = await ended;
      const isOurs = [this.STATE_BEING_KILLED, this.STATE_BEING_FORCE_KILLED, this.STATE_FINISHED].includes(
        this.state,
      );
      if (isOurs) return;
      log.error(`WebKit crashed: ${why}\n${said()}`);
      // Karma does not end what it takes for dead.
      await stop();
      this._done('crashed');
    } catch (error) {
      log.error(`Cannot start WebKit: ${error.message}`);
      this._done('cannot start');
    }
  });
  this.on('kill', (done) => {
    Promise.resolve(starting)
      .then((running) => running?.stop())
      .catch(() => undefined)
      .then(() => {
        this._done();
        done();
      });
  });
}
WebKitLauncher.$inject = ['logger', 'baseLauncherDecorator', 'captureTimeoutLauncherDecorator', 'args'];
