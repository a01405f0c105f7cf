/* The parts used here of packages that ship no types. */

declare module 'postmate' {
  export interface ChildApi {
    emit(name: string, data?: unknown): void;
  }
  export interface ParentApi {
    call(name: string, data?: unknown): void;
    on(name: string, listener: (data: never) => void): void;
    destroy(): void;
  }
  const Postmate: {
    new (options: { container: Element; url: string }): PromiseLike<ParentApi>;
    Model: new (methods: Record<string, (data: never) => unknown>) => PromiseLike<ChildApi>;
  };
  export default Postmate;
}

declare module '@krakenjs/zoid/dist/zoid.frame.js' {
  export interface ZoidInstance {
    render(container: Element): PromiseLike<void>;
    close(): PromiseLike<void>;
    sendMessage(text: string, options: object): PromiseLike<unknown>;
    clear(): PromiseLike<unknown>;
  }
  export interface ZoidProps {
    onNotification(notification: unknown): PromiseLike<void>;
    onReady(): PromiseLike<void>;
    export(methods: object): PromiseLike<void>;
  }
  export function create(options: object): (props: object) => ZoidInstance;
}
