import { collectMessages } from "./collect-messages.ts";

export default collectMessages(import.meta.glob("../../locales/ar/*.json", { eager: true, import: "default" }));
