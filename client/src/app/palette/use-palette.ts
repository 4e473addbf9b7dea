import {
  mdiAccountGroupOutline,
  mdiAccountHeartOutline,
  mdiAccountOutline,
  mdiBellOutline,
  mdiBullseyeArrow,
  mdiClipboardTextOutline,
  mdiCogOutline,
  mdiDoctor,
  mdiFileDocumentOutline,
  mdiHistory,
  mdiKeyboardOutline,
  mdiLinkVariant,
  mdiLogout,
  mdiMapMarkerPath,
  mdiThemeLightDark,
  mdiTranslate,
} from "@mdi/js";
import { computed, ref, watch } from "vue";
import { useRouter } from "vue-router";
import { targetRoute } from "#entities/notification/target-route.ts";
import { SearchEverythingDocument } from "#generated/graphql.ts";
import { copyText } from "#lib/copy-text.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { can } from "#lib/permissions/permissions.ts";
import { preferences } from "#lib/preferences/preferences.ts";
import { signOut } from "#lib/session/sign-in.ts";
import { useNotices } from "#ui/notices.ts";
import { visibleNavigation } from "../navigation.ts";
import { isHelpOpen } from "../shell/keyboard-help.ts";
import { matching, type PaletteEntry, type PaletteGroup } from "./palette.ts";
import { recentPages } from "./recent-pages.ts";

const REST_MS = 200;
const MIN_LENGTH = 2;
const ICONS: Record<string, string> = {
  Patient: mdiAccountHeartOutline,
  JourneyInstance: mdiMapMarkerPath,
  SurveyInstance: mdiClipboardTextOutline,
  PxAction: mdiBullseyeArrow,
  Physician: mdiDoctor,
  Department: mdiAccountGroupOutline,
};

/** What the palette offers for what is typed: pages, things to do, what was open lately, and what the server finds. */
export function usePalette() {
  const { t } = useText();
  const router = useRouter();
  const notices = useNotices();
  const typed = ref("");
  const asked = ref("");
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(typed, (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      asked.value = text.trim();
    }, REST_MS);
  });
  const isSearching = computed(() => asked.value.length >= MIN_LENGTH);
  const query = useLiveQuery({
    query: SearchEverythingDocument,
    variables: () => ({ text: asked.value }),
    pause: () => !isSearching.value,
  });

  /** What one sees is in the address: filters, order, tab and drawer. */
  async function copyLink(): Promise<void> {
    if (await copyText(location.href)) notices.done(t("app.palette.linkCopied"));
    else notices.warn(t("app.palette.linkNotCopied"));
  }

  const pages = computed<PaletteEntry[]>(() => [
    ...visibleNavigation(can)
      .flatMap((group) => group.items)
      .map((item) => ({
        key: item.route,
        icon: item.icon,
        title: t(`app.nav.${item.key}`),
        to: { name: item.route, query: item.query },
      })),
    { key: "notifications", icon: mdiBellOutline, title: t("notifications.title"), to: { name: "notifications" } },
    { key: "account", icon: mdiAccountOutline, title: t("account.title"), to: { name: "account" } },
  ]);
  const commands = computed<PaletteEntry[]>(() => [
    {
      key: "language",
      icon: mdiTranslate,
      title: t("app.palette.language"),
      run: () => void (preferences.language = preferences.language === "ar" ? "en" : "ar"),
    },
    {
      key: "dark",
      icon: mdiThemeLightDark,
      title: t(preferences.theme === "dark" ? "app.palette.light" : "app.palette.dark"),
      run: () => void (preferences.theme = preferences.theme === "dark" ? "light" : "dark"),
    },
    {
      key: "density",
      icon: mdiCogOutline,
      title: t(preferences.density === "dense" ? "app.palette.comfortable" : "app.palette.dense"),
      run: () => void (preferences.density = preferences.density === "dense" ? "comfortable" : "dense"),
    },
    { key: "copyLink", icon: mdiLinkVariant, title: t("app.palette.copyLink"), run: () => void copyLink() },
    {
      key: "help",
      icon: mdiKeyboardOutline,
      title: t("app.keyboard.title"),
      run: () => void (isHelpOpen.value = true),
    },
    {
      key: "signOut",
      icon: mdiLogout,
      title: t("app.user.signOut"),
      run: () => void signOut(false).then(() => router.push({ name: "login" })),
    },
  ]);
  const recent = computed<PaletteEntry[]>(() =>
    recentPages.map(({ path, title }) => ({ key: path, icon: mdiHistory, title, to: path })),
  );
  const found = computed<PaletteGroup[]>(() =>
    (isSearching.value ? (query.data.value?.search ?? []) : []).map(({ kind, hits }) => ({
      key: kind,
      title: t(`app.found.${kind}`),
      entries: hits
        .map(({ id, title, subtitle }) => ({
          key: `${kind} ${id}`,
          icon: ICONS[kind] ?? mdiFileDocumentOutline,
          title,
          note: subtitle,
          to: targetRoute(kind, id),
        }))
        .filter(({ to }) => router.hasRoute((to as { name: string }).name)),
    })),
  );
  const groups = computed<PaletteGroup[]>(() =>
    [
      ...(typed.value.trim() === "" ? [{ key: "recent", title: t("app.palette.recent"), entries: recent.value }] : []),
      ...found.value,
      { key: "pages", title: t("app.palette.pages"), entries: matching(pages.value, typed.value) },
      { key: "commands", title: t("app.palette.commands"), entries: matching(commands.value, typed.value) },
    ].filter(({ entries }) => entries.length > 0),
  );

  return {
    typed,
    groups,
    failure: query.failure,
    isWaiting: computed(
      () =>
        typed.value.trim().length >= MIN_LENGTH &&
        (typed.value.trim() !== asked.value || query.isRefreshing.value || query.isLoading.value),
    ),
    refetch: query.refetch,
  };
}
