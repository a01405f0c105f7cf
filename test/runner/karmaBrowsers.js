import { findBrowser, findFirefox } from '../../build/sandbox/browser.js';
import { findWebKit } from './findWebKit.js';
import { WebKitLauncher } from './webkitLauncher.js';

/** A launcher that starts Chromium with our flags, and no others: Karma's own would change timers and popups. */
function ChromiumLauncher(baseBrowserDecorator, args) {
  baseBrowserDecorator(this);
  this.name = 'Chromium';
  this._getCommand = () => args.browser.executablePath;
  this._getOptions = (url) => [...args.browser.args, `--user-data-dir=${this._tempDir}`, url];
}
ChromiumLauncher.$inject = ['baseBrowserDecorator', 'args'];

/** As users have it, as far as specs can tell, and silent on the network. */
const FIREFOX_PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.auto': false,
  'browser.newtabpage.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.search.update': false,
  'browser.tabs.remote.autostart': true,
  'browser.tabs.remote.autostart.2': true,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.disable_open_during_load': true,
  'dom.min_background_timeout_value': 1000,
  'extensions.getAddons.cache.enabled': false,
  'extensions.update.enabled': false,
  'fission.autostart': true,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.proxy.type': 0,
  'services.settings.server': '',
  'toolkit.telemetry.enabled': false,
};

/** The browsers of this machine, as Karma takes them. */
export async function karmaBrowsers() {
  const firefox = findFirefox();
  const webkit = findWebKit();
  return {
    plugin: {
      'launcher:Chromium': ['type', ChromiumLauncher],
      'launcher:WebKit': ['type', WebKitLauncher],
    },
    customLaunchers: {
      chromium: { base: 'Chromium', browser: await findBrowser() },
      ...(firefox && {
        firefox: { base: 'Firefox', command: firefox, flags: ['-headless'], prefs: FIREFOX_PREFERENCES },
      }),
      ...(webkit && { webkit: { base: 'WebKit', webkit } }),
    },
  };
}
