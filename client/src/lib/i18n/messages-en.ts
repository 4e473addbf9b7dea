import { collectMessages } from "./collect-messages.ts";

export default collectMessages(import.meta.glob("../../locales/en/*.json", { eager: true, import: "default" }));
