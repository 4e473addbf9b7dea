import { collectMessages } from "./collect-messages.ts";

/** What the first page and everything around it say. */
export default collectMessages(
  import.meta.glob("../../locales/ar/{account,app,auth,command-center,entities,errors,notifications,ui}.json", {
    eager: true,
    import: "default",
  }),
);
