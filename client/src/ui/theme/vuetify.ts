import "vuetify/styles/layers";
import "vuetify/styles/core";
import "./fonts.css";
import "./base.css";
import "./print.css";
import { createVuetify } from "vuetify";
import { aliases, mdi } from "vuetify/iconsets/mdi-svg";
import { ar, en } from "vuetify/locale";
import { preferences } from "#lib/preferences/preferences.ts";
import { dark, light } from "./palette.ts";

export const vuetify = createVuetify({
  icons: { defaultSet: "mdi", aliases, sets: { mdi } },
  locale: { locale: preferences.language, fallback: "en", messages: { ar, en } },
  theme: {
    defaultTheme: preferences.theme,
    themes: {
      light: { dark: false, colors: light, variables: { "medium-emphasis-opacity": 0.72 } },
      dark: { dark: true, colors: dark, variables: { "medium-emphasis-opacity": 0.8 } },
    },
  },
  defaults: {
    VBtn: { ripple: false, rounded: "lg", variant: "flat" },
    VTextField: { variant: "outlined", density: "compact", hideDetails: "auto", color: "primary" },
    VTextarea: { variant: "outlined", density: "compact", hideDetails: "auto", color: "primary" },
    VSelect: { variant: "outlined", density: "compact", hideDetails: "auto", color: "primary" },
    VAutocomplete: { variant: "outlined", density: "compact", hideDetails: "auto", color: "primary" },
    VCheckbox: { density: "compact", hideDetails: "auto", color: "primary" },
    VList: { density: "compact" },
  },
});
