import { LotsenChat } from "./lotsen-chat";

if (!customElements.get("lotsen-chat")) customElements.define("lotsen-chat", LotsenChat);
