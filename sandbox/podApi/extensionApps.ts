/** An app that is installed at the pod. Its `url` ends in a slash; a module's path is beneath it. */
export interface ExtensionApp {
  id: string;
  name: string;
  url: string;
  modules: { label: string; path: string }[];
}
