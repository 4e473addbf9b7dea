import { collectMessages } from "./collect-messages.ts";

/** What the other pages say. */
export default collectMessages(
  import.meta.glob(
    [
      "../../locales/ar/*.json",
      "!../../locales/ar/{account,app,auth,command-center,entities,errors,notifications,ui}.json",
    ],
    { eager: true, import: "default" },
  ),
);
