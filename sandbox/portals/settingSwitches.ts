import type { Settings } from 'symphony-embed/host';
import type { Portal } from './portal.js';

/** A setting that is on or off, its label, and its usual value. */
type SettingSwitch = readonly [name: SwitchName, label: string, usual: boolean];

type SwitchName = {
  [Name in keyof Settings]-?: Settings[Name] extends boolean | undefined ? Name : never;
}[keyof Settings];

/** The switches of each mode. Some settings work in one of the modes only. */
export const SETTING_SWITCHES: Record<Portal['mode'], readonly SettingSwitch[]> = {
  focus: [
    ['condensed', 'Condensed', true],
    ['showTitle', 'Title', true],
    ['showMembers', 'Members', true],
    ['showInfo', 'Info button', true],
    ['showChatSearch', 'Search', true],
    ['showCompose', 'Composer', true],
    ['ecpLoginPopup', 'Popup login', false],
  ],
  collaboration: [
    ['condensed', 'Condensed', true],
    ['allowChatCreation', 'New chats', false],
    ['ecpLoginPopup', 'Popup login', false],
  ],
};
