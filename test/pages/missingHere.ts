/** The kinds of storage that this browser does not have, as the frame half calls them. */
export const missingHere: string[] = [
  ...('storageBuckets' in navigator ? [] : ['storageBuckets']),
  ...((navigator.storage as Partial<StorageManager> | undefined)?.getDirectory ? [] : ['files']),
];
