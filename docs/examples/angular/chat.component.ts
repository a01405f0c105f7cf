import { Component, CUSTOM_ELEMENTS_SCHEMA, ElementRef, ViewChild } from '@angular/core';
import 'symphony-embed/element';
import type { SymphonyChatElement, SymphonyChatEvents } from 'symphony-embed/element';

@Component({
  selector: 'app-chat',
  standalone: true,
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <symphony-chat
      #chat
      pod-url="https://acme.symphony.example"
      partner-id="acme"
      mode="light"
      [attr.stream-id]="streamId"
      (symphony-unread)="handleUnread($event)"
    ></symphony-chat>
    <button (click)="logout()">Log out</button>
    <p role="status">{{ status }} Unread messages: {{ unread }}.</p>
  `,
})
export class ChatComponent {
  @ViewChild('chat') chat?: ElementRef<SymphonyChatElement>;
  streamId = '';
  unread = 0;
  status = '';

  handleUnread(event: Event): void {
    this.unread = (event as SymphonyChatEvents['symphony-unread']).detail.count;
  }

  async logout(): Promise<void> {
    try {
      await this.chat?.nativeElement.symphony?.logout();
      this.status = 'You are logged out.';
    } catch (error) {
      this.status = String(error);
    }
  }
}
