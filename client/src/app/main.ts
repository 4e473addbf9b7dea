import urql from "@urql/vue";
import { createApp } from "vue";
import { startClock } from "#lib/clock/clock.ts";
import { gqlClient } from "#lib/gql/client.ts";
import { i18n, showLanguage } from "#lib/i18n/i18n.ts";
import { preferences } from "#lib/preferences/preferences.ts";
import { restoreSession } from "#lib/session/sign-in.ts";
import { vuetify } from "#ui/theme/vuetify.ts";
import App from "./App.vue";
import { router } from "./router.ts";

startClock();
await Promise.all([showLanguage(preferences.language), restoreSession()]);
createApp(App).use(i18n).use(vuetify).use(urql, gqlClient).use(router).mount("#app");
