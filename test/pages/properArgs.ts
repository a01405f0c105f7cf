const message = {
  text: { 'text/plain': 'hello', 'text/markdown': '**hello**' },
  entities: {
    file: { type: 'fdc3.fileAttachment', data: { name: 'a', dataUri: 'data:,a' } },
    call: {
      type: 'fdc3.fdc3Intent',
      data: { title: 'Call', intent: 'StartCall', context: { type: 'fdc3.contact', id: { email: 'a@b.c' } } },
    },
    act: { type: 'fdc3.action', title: 'Act', context: { type: 'fdc3.contact' } },
    data: { type: 'fdc3.symphonyEntity', data: { any: [1, { thing: true }] } },
  },
};
const configuration = { mode: 'dark', showTitle: false, allowedApps: 'a,b' };
const theme = { primary: '#0098ff', textShades: { 10: '#000' } };
const users = ['7', 'bob@acme.example'];

/**
 * Proper arguments of each function of the host. Only the deadline of `logout`.
 */
export const properArgs = (slot: unknown): Record<string, unknown[]> => ({
  openStream: ['s1', slot],
  setStream: ['s1', slot],
  startRoom: [users, slot],
  sendMessage: [
    message,
    {
      mode: 'blast',
      users,
      streamIds: ['s1'],
      distributionListIds: ['l1'],
      displayMode: 'none',
      container: slot,
    },
  ],
  createRoom: ['Deals', users, { message, silent: true, public: 'true', filters: { any: ['thing'] } }, slot],
  pinMessage: ['m1'],
  openApp: ['app1', 'module1', slot],
  openBlast: [],
  getDistributionLists: [],
  updateSettings: [{ ...configuration, theme }],
  updateTheme: [theme],
  checkAuth: [false],
  listen: [
    {
      type: 'ConnectionNotifications',
      params: { streamId: 's1', status: ['accepted'] },
      status: ['deleted'],
      callback: () => undefined,
    },
  ],
  onUserInteractionRequired: [{ callback: () => undefined }],
  registerInterop: [() => undefined],
  // These two must fail, because a new frame takes too long for so many runs.
  render: [
    'not-there',
    { ...configuration, streamId: 's1', userIds: users, theme, auth: { subjectToken: 't' } },
    false,
  ],
  logout: [-1],
});
